using System.Diagnostics;
using System.Globalization;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Another process that uses a cluster, to be ended in order or killed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process, bool startedHere, int serverId)
    {
        _process = process;
        StartedHere = startedHere;
        ServerId = serverId;
    }

    /// <summary>Whether it started the server itself.</summary>
    public bool StartedHere { get; }

    /// <summary>The server it uses.</summary>
    public int ServerId { get; }

    /// <summary>Starts it and waits until it uses the cluster.</summary>
    public static async Task<ChildProcess> HoldAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ChildProcess).Assembly.Location, "hold-cluster", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var ready = (await process.StandardOutput.ReadLineAsync() ?? "").Split(' ');
        Assert.Equal("ready", ready[0]);
        return new ChildProcess(process, bool.Parse(ready[1]), int.Parse(ready[2], CultureInfo.InvariantCulture));
    }

    /// <summary>Signal 9: nothing in it runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it leave the cluster in order.</summary>
    public async Task LeaveAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        Assert.Equal("left", await _process.StandardOutput.ReadLineAsync());
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
