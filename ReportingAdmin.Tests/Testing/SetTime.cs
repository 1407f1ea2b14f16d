namespace ReportingAdmin.Tests.Testing;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class SetTime : TimeProvider
{
    private long _ticks = TimeSpan.TicksPerHour;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves it on.</summary>
    /// <param name="time">By how much.</param>
    public void Pass(TimeSpan time) => _ticks += time.Ticks;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => new(_ticks, TimeSpan.Zero);
}
