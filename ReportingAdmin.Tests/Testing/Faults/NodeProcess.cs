using System.Diagnostics;
using System.Globalization;

namespace ReportingAdmin.Tests.Testing.Faults;

/// <summary>A node of the queue as a process of its own: the real workers, listener and schedulers, without the web site, so that it starts quickly.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _said = [];
    private readonly TaskCompletionSource _ready = new();

    private NodeProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>How the leases of its workers are named begins with this.</summary>
    public string OwnerPrefix => string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{_process.Id}:");

    /// <summary>True once it ended, by itself or not.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Everything it said so far, for the message of a test that fails.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return string.Join('\n', _said);
            }
        }
    }

    /// <summary>Starts it and waits until it takes runs.</summary>
    /// <param name="settings">Configuration keys and values, the connection strings among them; <c>DOTNET_…</c> are variables of its environment.</param>
    public static async Task<NodeProcess> StartAsync(params IEnumerable<(string Key, string Value)> settings)
    {
        var all = settings.ToList();
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(NodeProcess).Assembly.Location, "work-runs", .. all.Select(pair => $"{pair.Key}={pair.Value}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0"; // it lives for seconds
        foreach (var (name, value) in all.Where(pair => pair.Key.StartsWith("DOTNET_", StringComparison.Ordinal)))
        {
            start.Environment[name] = value;
        }

        var node = new NodeProcess(Process.Start(start)!);
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        var ended = node._process.WaitForExitAsync();
        var first = await Task.WhenAny(node._ready.Task, ended, Task.Delay(TimeSpan.FromMinutes(2)));
        Assert.True(first == node._ready.Task, "The node did not start:\n" + node.Said);
        return node;
    }

    /// <summary>Signal 9: nothing in it runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop and waits until it has.</summary>
    public async Task StopAsync()
    {
        Signal(15);
        var ended = _process.WaitForExitAsync();
        Assert.True(await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(60))) == ended, "The node did not stop:\n" + Said);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public Task EndedAsync() => _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Sends a signal: 15 asks it to stop, 19 freezes it, 18 lets it go on.</summary>
    /// <param name="signal">The number.</param>
    public void Signal(int signal)
    {
        using var kill = Process.Start("kill", string.Create(CultureInfo.InvariantCulture, $"-{signal} {_process.Id}"));
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.Add(line);
        }

        if (line == "ready")
        {
            _ready.TrySetResult();
        }
    }
}
