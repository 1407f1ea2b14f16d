namespace ReportingAdmin.Core.Reports.Lookups;

/// <summary>
/// Marks the folder in which the lookups' SQL files lie. A lookup returns <c>(value text, label text)</c>: what a parameter
/// accepts and how a person reads it, cut by the caller's row scope like any report.
/// </summary>
internal abstract class LookupFolder;
