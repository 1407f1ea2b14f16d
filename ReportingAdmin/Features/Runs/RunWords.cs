using System.Globalization;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Comparing;
using ReportingAdmin.Core.Runs.History;

namespace ReportingAdmin.Features.Runs;

/// <summary>Runs in words for people.</summary>
internal static class RunWords
{
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Pending => "Waiting",
        RunStatus.Generating => "Running",
        RunStatus.Completed => "Ready",
        RunStatus.Failed => "Failed",
        RunStatus.Cancelled => "Cancelled",
        _ => "Stopped (crashed twice)",
    };

    public static string Of(RunKind kind) => kind switch
    {
        RunKind.Report => "Report",
        RunKind.Import => "Load",
        RunKind.GoalUpdate => "Goals",
        _ => "Job",
    };

    public static string Of(BridgePart part) => part switch
    {
        BridgePart.ChargedOff => "Charged off",
        BridgePart.Rate => "Rate change",
        _ => part.ToString(),
    };

    public static string Of(AttemptOutcome? outcome) => outcome switch
    {
        null => "Running",
        AttemptOutcome.Completed => "Done",
        AttemptOutcome.Failed => "Failed",
        AttemptOutcome.Retried => "Failed, to be tried again",
        AttemptOutcome.Cancelled => "Cancelled",
        AttemptOutcome.HandedBack => "Handed back, as its node was stopping",
        AttemptOutcome.LeaseLost => "Lost: the database was away",
        _ => "Lost: its node was not heard of",
    };

    /// <summary>How far a run is: its phase, and rows of those expected.</summary>
    public static string Progress(RunLine run)
    {
        if (run.Status == RunStatus.Pending)
        {
            return run.Attempt == 0 ? "Waiting for a worker" : $"Waiting for try {(run.Attempt + 1).ToString(CultureInfo.InvariantCulture)}";
        }

        if (run.Stopping)
        {
            return "Stopping";
        }

        var phase = run.Phase is { Length: > 0 } word ? char.ToUpperInvariant(word[0]) + word[1..] : "Starting";
        return run.RowsDone is > 0 and { } done
            ? $"{phase}, {Count(done)} rows{(run.RowsExpected > done ? $" of about {Count(run.RowsExpected.Value)}" : "")}"
            : phase;
    }

    /// <summary>The place of a waiting run and about when it begins.</summary>
    public static string Place(QueuePlace place)
    {
        var ahead = place.Ahead == 0 ? "Next in the queue" : $"{Count(place.Ahead)} before it in the queue";
        return place.About is { } about ? $"{ahead}, begins in about {Duration(about)}" : ahead;
    }

    public static string Duration(TimeSpan time) =>
        time.TotalSeconds < 1 ? "a second"
        : time.TotalSeconds < 90 ? $"{Count((long)Math.Ceiling(time.TotalSeconds))} s"
        : time.TotalMinutes < 90 ? $"{Count((long)Math.Ceiling(time.TotalMinutes))} min"
        : $"{time.TotalHours.ToString("0.0", CultureInfo.InvariantCulture)} h";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Size(long bytes) => bytes < 100_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1000)} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000m:0.0} MB");

    public static string At(DateTimeOffset? at, TimeZoneInfo zone) => at is { } instant
        ? TimeZoneInfo.ConvertTime(instant, zone).ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture)
        : "–";
}
