using System.CommandLine;
using ReportingAdmin.Core.Checks;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;

namespace ReportingAdmin.Hosting;

/// <summary><c>check</c>: looks at the configuration and at everything registered as <see cref="ICheck"/>.</summary>
internal static class CheckVerb
{
    /// <summary>The verb.</summary>
    /// <param name="host">Its services.</param>
    public static Command Create(VerbHost host)
    {
        var command = new Command("check", "Checks configuration, migrations, privileges, reports and figures; exit code 1 when something is wrong.");
        command.SetAction((_, _) => host.RunAsync(DatabaseUse.Inspect, async (services, ct) =>
        {
            Console.WriteLine("ok      configuration: every key can be read");
            var scripts = new List<string>();
            var failed = false;
            foreach (var check in services.GetServices<ICheck>())
            {
                var found = await LookAsync(check, ct);
                failed |= !found.Ok;
                Console.WriteLine(found.Ok ? $"ok      {check.Name}: {found.Summary}" : $"FAILED  {check.Name}");
                foreach (var problem in found.Problems)
                {
                    Console.WriteLine($"          {problem}");
                }

                if (found.Script is { } script)
                {
                    scripts.Add(script);
                }
            }

            foreach (var script in scripts)
            {
                Console.WriteLine();
                Console.WriteLine("-- What a database administrator can run:");
                Console.WriteLine(script);
            }

            return failed ? 1 : 0;
        }));
        return command;
    }

    /// <summary>What a check cannot look at is a finding too, and the next one is still asked.</summary>
    private static async Task<CheckResult> LookAsync(ICheck check, CancellationToken ct)
    {
        try
        {
            return await check.RunAsync(ct);
        }
        catch (StartException e)
        {
            return new CheckResult([e.Message], "");
        }
    }
}
