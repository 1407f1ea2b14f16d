using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Data.Demo;

namespace ReportingAdmin.Tests.Testing;

/// <summary>The one place where the demo data comes into the tests.</summary>
internal static class DemoTemplate
{
    /// <summary>The demo data of the tests end before this day: 36 whole months, July 2022 to June 2025.</summary>
    public static DateOnly ReferenceDate { get; } = new(2025, 7, 1);

    /// <summary>Fills the database from which <see cref="Template.Demo"/> is cloned; called once per change of the code.</summary>
    /// <param name="logins">A migrated, empty database.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task LoadAsync(DatabaseLogins logins, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(logins);
        await using var database = logins.Open();
        var loaded = await new DemoData(database, new CompanyOptions(), new DemoOptions { ReferenceDate = ReferenceDate }, TimeProvider.System, logins.Owner)
            .LoadAsync(scale: 1, say: null, ct);
        if (!loaded.Ok)
        {
            throw new InvalidOperationException(loaded.FirstProblem.Message);
        }
    }
}
