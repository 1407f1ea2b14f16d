using System.Globalization;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Comparing;
using ReportingAdmin.Core.Runs.History;

namespace ReportingAdmin.Features.Runs;

/// <summary>Runs in words for people.</summary>
internal static class RunWords
{
    private static readonly (string Key, string Words)[] s_phases =
    [
        ("starting", "start"), ("reading", "query"), ("writing", "rows"), ("checking", "checks"), ("loading", "loading"), ("publishing", "file"), ("total", "in all"),
    ];

    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Pending => "Waiting",
        RunStatus.Generating => "Running",
        RunStatus.Completed => "Ready",
        RunStatus.Failed => "Failed",
        RunStatus.Cancelled => "Cancelled",
        _ => "Stopped (crashed twice)",
    };

    /// <summary>The icon beside the word: a state is never told by colour alone.</summary>
    public static string IconOf(RunStatus status) => status switch
    {
        RunStatus.Completed => "good",
        RunStatus.Pending => "clock",
        RunStatus.Generating => "run",
        RunStatus.Cancelled => "unknown",
        _ => "bad",
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
            var what = run.WaitsForMemory ? "Waiting until more memory is free"
                : run.Attempt == 0 ? "Waiting for a worker"
                : $"Waiting for try {(run.Attempt + 1).ToString(CultureInfo.InvariantCulture)}";
            return run.Place is { } place ? $"{what}, {InLine(place)}" : what;
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

    /// <summary>What it came to that somebody stopped a run, or left it to others who wait for it.</summary>
    public static string Stopped(RunLine run) =>
        run.Status == RunStatus.Cancelled ? "Cancelled. No file was made."
        : run.Stopping ? "Cancelled. It is being stopped, and no file will be made."
        : "You do not wait for it any more. Somebody else does, so it goes on.";

    /// <summary>The place of a waiting run and about when it begins.</summary>
    public static string Place(QueuePlace place)
    {
        var line = InLine(place.Ahead + 1);
        return $"{char.ToUpperInvariant(line[0])}{line[1..]}"
            + (place.About is { } about ? $", begins in about {Duration(about)}" : "")
            + (place.ForMemory ? ". Memory is short: it begins by itself when there is more" : "");
    }

    /// <summary>A place in the queue, from 1. Whoever has less in work goes first, so it is not exact.</summary>
    public static string InLine(long place) => place == 1 ? "next in line" : $"about {Count(place)}{Ending(place)} in line";

    /// <summary>Where the time of a try went, in the order in which it passed; phases of no time are left out.</summary>
    public static string Timings(RunKind kind, IReadOnlyDictionary<string, long> timings) => string.Join(
        ", ",
        s_phases.Where(phase => timings.GetValueOrDefault(phase.Key) > 0).Select(phase => $"{(kind != RunKind.Report && phase.Key == "reading" ? phase.Key : phase.Words)} {Milliseconds(timings[phase.Key])}"));

    public static string Duration(TimeSpan time) =>
        time.TotalSeconds < 1 ? "a second"
        : time.TotalSeconds < 90 ? $"{Count((long)Math.Ceiling(time.TotalSeconds))} s"
        : time.TotalMinutes < 90 ? $"{Count((long)Math.Ceiling(time.TotalMinutes))} min"
        : $"{time.TotalHours.ToString("0.0", CultureInfo.InvariantCulture)} h";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Size(long bytes) => bytes < 100_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1000)} kB")
        : bytes < 1_000_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000m:0.0} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000_000m:#,##0.0} GB");

    public static string At(DateTimeOffset? at, TimeZoneInfo zone) => at is { } instant
        ? TimeZoneInfo.ConvertTime(instant, zone).ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture)
        : "–";

    private static string Ending(long place) => (place % 100, place % 10) switch
    {
        (11 or 12 or 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };

    private static string Milliseconds(long time) => time < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{time} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time / 1000m:0.0} s");
}
