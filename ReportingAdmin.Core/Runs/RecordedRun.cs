using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Core.Runs;

/// <summary>A run's file as recorded.</summary>
/// <param name="Id">The run.</param>
/// <param name="Askers">Those who asked for it and did not leave; empty for the operator.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ReportKey">Which report.</param>
/// <param name="Scope">The rows that the file holds.</param>
/// <param name="Masked">False when the file shows personal data.</param>
/// <param name="Expired">True when its time is over, by the database's clock.</param>
/// <param name="File">The file; null when there is none.</param>
public sealed record RecordedRun(
    Guid Id, IReadOnlyList<long> Askers, RunStatus Status, string ReportKey, RowScope Scope, bool Masked, bool Expired, PublishedFile? File)
{
    /// <summary>The further rights that its columns need; null = recorded before these were noted.</summary>
    public string[]? Needs { get; init; }
}

/// <summary>What a queued run is to make, as recorded.</summary>
/// <param name="RequestedBy">With whose rights; null for the operator.</param>
/// <param name="Scope">The rows it was asked for.</param>
/// <param name="Masked">True when personal data were masked for the requester.</param>
/// <param name="Request">The file, its parameters in resolved texts.</param>
/// <param name="Given">What was given for each parameter.</param>
/// <param name="RowsExpected">Rows that the planner expects; null = not known.</param>
/// <param name="KeptFrom">The run whose kept rows it is made from; null = it reads its own.</param>
public sealed record RecordedRequest(
    long? RequestedBy,
    RowScope Scope,
    bool Masked,
    FileRequest Request,
    IReadOnlyDictionary<string, string> Given,
    long? RowsExpected,
    Guid? KeptFrom)
{
    /// <summary>The further rights that its columns need; null = recorded before these were noted.</summary>
    public string[]? Needs { get; init; }
}
