namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>Why a row of a file cannot be loaded.</summary>
/// <param name="Line">The line of the file it begins on, from 1.</param>
/// <param name="Table">The table it was for; empty where the row cannot be read at all.</param>
/// <param name="Column">The column of the file, or of the table where the value is made from several.</param>
/// <param name="Value">What stands there, at most 200 characters of it.</param>
/// <param name="Reason">A sentence.</param>
public sealed record Reject(long Line, string Table, string Column, string? Value, string Reason);
