namespace ReportingAdmin.Core.Data.Demo;

/// <summary>What a load of demo data put in.</summary>
/// <param name="Rows">The number of rows per table that got any, in the tables' order.</param>
/// <param name="Took">How long it took.</param>
public sealed record DemoLoad(IReadOnlyList<KeyValuePair<string, long>> Rows, TimeSpan Took);
