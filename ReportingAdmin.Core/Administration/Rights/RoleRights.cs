using System.Collections.Frozen;

namespace ReportingAdmin.Core.Administration.Rights;

/// <summary>A role with what it includes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Everyone">Held by everyone who is signed in, without a grant.</param>
/// <param name="People">How many persons hold it who are not disabled.</param>
/// <param name="Permissions">What it includes.</param>
public sealed record RoleRights(string Name, bool Everyone, long People, FrozenSet<string> Permissions);

/// <summary>A role that a person holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Everyone">Held by everyone.</param>
/// <param name="GrantedBy">Who gave it; null = the operator, or everyone has it.</param>
/// <param name="GrantedAt">When; null = everyone has it.</param>
public sealed record HeldRole(string Name, bool Everyone, string? GrantedBy, DateTimeOffset? GrantedAt);
