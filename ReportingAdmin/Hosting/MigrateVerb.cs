using System.CommandLine;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Data.Setup;

namespace ReportingAdmin.Hosting;

/// <summary><c>migrate</c>: makes what is missing, from the embedded cluster and the roles to the newest migration.</summary>
internal static class MigrateVerb
{
    /// <summary>The verb.</summary>
    /// <param name="host">Its services.</param>
    public static Command Create(VerbHost host)
    {
        var command = new Command("migrate", "Makes the database where there is none and brings its schema to this version.");
        command.SetAction((_, _) => host.RunAsync(DatabaseUse.Create, async (services, ct) =>
        {
            var database = services.GetRequiredService<DatabaseHost>();
            if (database.Logins.Owner is null)
            {
                throw new StartException("ConnectionStrings:Owner is empty; `migrate` needs it. The database fits this version as it is.");
            }

            var state = await SchemaState.ReadAsync(services.GetRequiredService<ReportingDatabase>().App, ct);
            Console.WriteLine($"Database {database.Logins.Database} is at {state.Applied[^1]} ({state.Applied.Count} migrations).");
            return 0;
        }));
        return command;
    }
}
