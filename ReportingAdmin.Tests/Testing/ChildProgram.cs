using System.Globalization;
using System.Runtime.InteropServices;
using ReportingAdmin.Core.Data.Embedded;
using ReportingAdmin.Tests.Benchmarks;
using ReportingAdmin.Tests.Testing.Faults;

namespace ReportingAdmin.Tests.Testing;

/// <summary>
/// The test assembly run as a program of its own: the only honest way to see what a killed process leaves behind. See
/// <see cref="ChildProcess"/>.
/// </summary>
internal static class ChildProgram
{
    /// <summary>
    /// <c>hold-cluster &lt;folder&gt;</c>: starts or attaches, says so, leaves when told a line. <c>work-runs Key=Value …</c>: a node
    /// of the queue, until it is asked to stop. <c>huge-run csv 10000000 Key=Value …</c>: makes the file of <see cref="HugeLines"/>.
    /// <c>benchmark …</c>: measures.
    /// </summary>
    private static async Task<int> Main(string[] args)
    {
        if (args is ["benchmark", .. var what])
        {
            return await BenchmarkProgram.RunAsync(what);
        }

        if (args is ["huge-run", var format, var rows, .. var places])
        {
            return await HugeRun.MakeAsync(format, int.Parse(rows, CultureInfo.InvariantCulture), Pairs(places));
        }

        if (args is ["work-runs", .. var settings])
        {
            return await WorkRunsAsync(settings);
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

    private static async Task<int> WorkRunsAsync(string[] settings)
    {
        var stop = new TaskCompletionSource();
        using var asked = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.TrySetResult();
        });
        await using var node = await HostedNode.StartAsync(FaultWork.DoAsync, [.. Pairs(settings)]);
        Console.WriteLine("ready");
        await stop.Task;
        return 0;
    }

    private static IEnumerable<(string Key, string Value)> Pairs(IEnumerable<string> settings) =>
        settings.Select(setting => setting.Split('=', 2)).Select(pair => (pair[0], pair[1]));
}
