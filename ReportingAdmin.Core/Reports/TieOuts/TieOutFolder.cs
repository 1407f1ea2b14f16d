namespace ReportingAdmin.Core.Reports.TieOuts;

/// <summary>Marks the folder in which the identities' SQL files lie, so that they are found by namespace.</summary>
internal abstract class TieOutFolder;
