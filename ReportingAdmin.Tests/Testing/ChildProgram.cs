using ReportingAdmin.Core.Data.Embedded;
using ReportingAdmin.Tests.Benchmarks;

namespace ReportingAdmin.Tests.Testing;

/// <summary>
/// The test assembly run as a program of its own: the only honest way to see what a killed process leaves behind. See
/// <see cref="ChildProcess"/>.
/// </summary>
internal static class ChildProgram
{
    /// <summary>
    /// <c>hold-cluster &lt;folder&gt;</c>: starts or attaches, says so, leaves when told a line. <c>benchmark …</c>: measures.
    /// </summary>
    private static async Task<int> Main(string[] args)
    {
        if (args is ["benchmark", .. var what])
        {
            return await BenchmarkProgram.RunAsync(what);
        }

        if (args is not ["hold-cluster", var folder])
        {
            return 2;
        }

        await using (var cluster = await EmbeddedPostgres.StartAsync(folder, new EmbeddedStart { Durable = false }, CancellationToken.None))
        {
            Console.WriteLine($"ready {cluster.StartedHere} {cluster.ServerProcessId}");
            await Console.In.ReadLineAsync();
        }

        Console.WriteLine("left");
        return 0;
    }
}
