using ReportingAdmin.Core.Data.Connections;

namespace ReportingAdmin.Tests.Testing;

/// <summary>The one place where the demo data comes into the tests.</summary>
internal static class DemoTemplate
{
    /// <summary>Fills the database from which <see cref="Template.Demo"/> is cloned; called once per change of the code.</summary>
    /// <param name="logins">A migrated, empty database.</param>
    /// <param name="ct">Stops it.</param>
    public static Task LoadAsync(DatabaseLogins logins, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(logins);
        return Task.CompletedTask; // the product has no demo data yet, so there is nothing to load
    }
}
