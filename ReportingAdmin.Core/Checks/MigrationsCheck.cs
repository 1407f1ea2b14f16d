using System.Globalization;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Setup;

namespace ReportingAdmin.Core.Checks;

/// <summary>Whether the schema is the one this program was built for.</summary>
/// <param name="database">The application's way in.</param>
internal sealed class MigrationsCheck(ReportingDatabase database) : ICheck
{
    /// <inheritdoc />
    public string Name => "migrations";

    /// <inheritdoc />
    public async Task<CheckResult> RunAsync(CancellationToken ct)
    {
        var state = await SchemaState.ReadAsync(database.App, ct);
        return new CheckResult(state.Problem is { } problem ? [problem] : [], string.Create(CultureInfo.InvariantCulture, $"{state.Applied.Count} applied, none pending"));
    }
}
