using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Core.Administration.Rights;

/// <summary>A line of the list of persons.</summary>
/// <param name="Id">The row.</param>
/// <param name="Name">The name.</param>
/// <param name="Roles">Granted roles by name; those of everyone left out.</param>
/// <param name="Scope">The rows seen.</param>
/// <param name="Disabled">Whether the person is refused.</param>
public sealed record PersonLine(long Id, string Name, IReadOnlyList<string> Roles, RowScope Scope, bool Disabled);

/// <summary>A page of the list of persons.</summary>
/// <param name="People">By name.</param>
/// <param name="Total">How many there are.</param>
public sealed record PeopleListing(IReadOnlyList<PersonLine> People, long Total);

/// <summary>What a person may do and see, and by whom.</summary>
/// <param name="Id">The row.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The address; null = none, or withheld from the reader.</param>
/// <param name="EmailWithheld">True when there is one that the reader may not see.</param>
/// <param name="DisabledAt">Since when the person is refused; null = not.</param>
/// <param name="Roles">The roles held.</param>
/// <param name="Scope">The rows seen.</param>
/// <param name="ScopeBy">Who last said so; null = the operator.</param>
/// <param name="ScopeAt">When; null = nobody ever did.</param>
/// <param name="RightsVersion">Raised by each change; a change names the one that was read.</param>
public sealed record PersonRights(
    long Id,
    string Name,
    string? Email,
    bool EmailWithheld,
    DateTimeOffset? DisabledAt,
    IReadOnlyList<HeldRole> Roles,
    RowScope Scope,
    string? ScopeBy,
    DateTimeOffset? ScopeAt,
    long RightsVersion)
{
    /// <summary>Each report with why it may be seen or not.</summary>
    public IReadOnlyList<ReportReason> Reports { get; init; } = [];
}

/// <summary>A code that a scope can name.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">Whose it is.</param>
public sealed record ScopeCode(string Code, string Name);

/// <summary>What scopes can name.</summary>
/// <param name="Agencies">Of escrow.</param>
/// <param name="Portfolios">Of lending.</param>
public sealed record ScopeCodes(IReadOnlyList<ScopeCode> Agencies, IReadOnlyList<ScopeCode> Portfolios);
