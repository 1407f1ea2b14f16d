namespace ReportingAdmin.Core.Access;

/// <summary>A caller with the version of the rights it was loaded with.</summary>
/// <param name="Caller">Who may what, on which rows.</param>
/// <param name="RightsVersion">Raised by the database with each change; another value means: load again.</param>
public sealed record SignedIn(Caller Caller, long RightsVersion);
