using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Runs.Kept;

/// <summary>What a file of kept rows says before its first row.</summary>
/// <param name="Version">The report's version: rows of another one are not read.</param>
/// <param name="Company">As printed.</param>
/// <param name="RunNumber">Of the run that read them.</param>
/// <param name="RunId">The run that read them.</param>
/// <param name="SnapshotAt">The moment the figures show.</param>
/// <param name="Parameters">As printed.</param>
/// <param name="Scope">Whose rows, in words.</param>
/// <param name="Controls">The control figures.</param>
/// <param name="Sections">The sections in order.</param>
internal sealed record KeptHeader(
    string Version,
    string Company,
    long RunNumber,
    Guid RunId,
    DateTimeOffset SnapshotAt,
    IReadOnlyList<PrintedParameter> Parameters,
    string Scope,
    IReadOnlyList<ControlFigure> Controls,
    IReadOnlyList<KeptSection> Sections);

/// <summary>A section of kept rows.</summary>
/// <param name="Name">The section.</param>
/// <param name="Columns">Its columns in the order of the cells.</param>
internal sealed record KeptSection(string Name, IReadOnlyList<KeptColumn> Columns);

/// <summary>A column of kept rows.</summary>
/// <param name="Name">The column's key.</param>
/// <param name="Heading">The heading of that run.</param>
/// <param name="Masked">True when every cell reads as dots.</param>
/// <param name="Kind">The cells' type.</param>
internal sealed record KeptColumn(string Name, string Heading, bool Masked, Kind Kind);

/// <summary>What a file of kept rows says after its last row.</summary>
/// <param name="Rows">Rows per section.</param>
/// <param name="TieOuts">How each identity stood.</param>
internal sealed record KeptFooter(IReadOnlyList<long> Rows, IReadOnlyList<TieOutResult> TieOuts);
