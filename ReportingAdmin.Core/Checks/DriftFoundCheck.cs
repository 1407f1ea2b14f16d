using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Core.Checks;

/// <summary>Whether every report's SQL still gives the columns that it declares.</summary>
/// <param name="drift">Asks the server.</param>
/// <param name="catalog">How many there are.</param>
internal sealed class DriftFoundCheck(DriftCheck drift, ReportCatalog catalog) : ICheck
{
    /// <inheritdoc />
    public string Name => "report columns";

    /// <inheritdoc />
    public async Task<CheckResult> RunAsync(CancellationToken ct) =>
        new(await drift.FindAsync(ct), $"{catalog.All.Count} reports");
}
