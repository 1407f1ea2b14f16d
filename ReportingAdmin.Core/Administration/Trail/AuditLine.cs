using ReportingAdmin.Core.Audit;

namespace ReportingAdmin.Core.Administration.Trail;

/// <summary>A line of the audit trail as shown.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">When.</param>
/// <param name="PersonId">Who; null for the operator and the system.</param>
/// <param name="Actor">Their name at that time.</param>
/// <param name="Action">What was done.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="TargetKind">What kind of thing it was done to.</param>
/// <param name="TargetKey">Which one.</param>
/// <param name="RunId">The run concerned.</param>
/// <param name="RunNumber">Its number; null where its record is gone.</param>
/// <param name="Reference">Finds the log lines.</param>
/// <param name="Address">The caller's network address; null = not known, or withheld from the reader.</param>
/// <param name="Details">Anything else, in order.</param>
public sealed record AuditLine(
    long Id,
    DateTimeOffset At,
    long? PersonId,
    string Actor,
    string Action,
    AuditOutcome Outcome,
    string? TargetKind,
    string? TargetKey,
    Guid? RunId,
    long? RunNumber,
    string? Reference,
    string? Address,
    IReadOnlyList<KeyValuePair<string, string>> Details);

/// <summary>A page of the trail.</summary>
/// <param name="Lines">The newest first.</param>
/// <param name="HasNewer">Whether there are newer ones.</param>
/// <param name="HasOlder">Whether there are older ones.</param>
/// <param name="Count">How many lines fit the filter, counted up to <see cref="AuditTrail.CountedAtMost"/>.</param>
public sealed record AuditListing(IReadOnlyList<AuditLine> Lines, bool HasNewer, bool HasOlder, long Count);

/// <summary>How the seals over the trail stand.</summary>
/// <param name="StartsAt">The oldest line's moment; null = the trail is empty.</param>
/// <param name="SealedThrough">The last line that is sealed; null = none.</param>
/// <param name="SealedAt">When that was.</param>
/// <param name="ChainHash">The hash of the whole chain, to be compared with one that was written down elsewhere.</param>
/// <param name="Unsealed">Lines since, counted up to <see cref="AuditTrail.CountedAtMost"/>.</param>
public sealed record TrailSeals(DateTimeOffset? StartsAt, long? SealedThrough, DateTimeOffset? SealedAt, string? ChainHash, long Unsealed);

/// <summary>A seal that does not hold.</summary>
/// <param name="FirstLine">The first line it is about.</param>
/// <param name="LastLine">The last line it is about.</param>
/// <param name="SealedAt">When it was made.</param>
/// <param name="InWords">What is wrong.</param>
public sealed record BrokenSeal(long FirstLine, long LastLine, DateTimeOffset SealedAt, string InWords);

/// <summary>What a check of the trail found.</summary>
/// <param name="Seals">The seals after it.</param>
/// <param name="Broken">The first seals that do not hold; empty = the trail is whole.</param>
public sealed record TrailChecked(TrailSeals Seals, IReadOnlyList<BrokenSeal> Broken);
