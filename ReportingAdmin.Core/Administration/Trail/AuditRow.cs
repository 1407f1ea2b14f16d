using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Administration.Trail;

/// <summary>A line of the trail in a file.</summary>
internal sealed record AuditRow
{
    [Column("Line", "The line's number; the database gives them in rising order.", Key = true)]
    public required long Line { get; init; }

    [Column("When", "The moment by the database's clock.")]
    public required DateTimeOffset At { get; init; }

    [Column("Who", "The name of who acted, at that time; system and operator stand for themselves.")]
    public required string Who { get; init; }

    [Column("What", "What was done, in words.")]
    public required string What { get; init; }

    [Column("Action", "What was done, as a lasting word.")]
    public required string Action { get; init; }

    [Column("Outcome", "Done, refused for want of a right, or failed.")]
    public required string Outcome { get; init; }

    [Column("Kind", "What kind of thing it was done to.")]
    public required string? Kind { get; init; }

    [Column("Object", "Which one.")]
    public required string? Object { get; init; }

    [Column("Run", "The number of the run concerned.")]
    public required long? Run { get; init; }

    [Column("Reference", "Finds the log lines.")]
    public required string? Reference { get; init; }

    [Column("Address", "The network address of who acted.", Personal = true)]
    public required string? Address { get; init; }

    [Column("Details", "Anything else that was noted.")]
    public required string Details { get; init; }

    public static AuditRow Of(AuditLine line) => new()
    {
        Line = line.Id,
        At = line.At,
        Who = line.Actor,
        What = AuditWords.Of(line.Action),
        Action = line.Action,
        Outcome = AuditWords.Of(line.Outcome),
        Kind = line.TargetKind,
        Object = line.TargetKey,
        Run = line.RunNumber,
        Reference = line.Reference,
        Address = line.Address,
        Details = string.Join("; ", line.Details.Select(detail => $"{detail.Key}: {detail.Value}")),
    };
}
