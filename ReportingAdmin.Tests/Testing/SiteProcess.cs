using System.Diagnostics;
using System.Globalization;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Tests.Testing;

/// <summary>The real site as a process of its own, to be asked to stop, killed or frozen. Several of them on one database are a cluster.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _said = [];

    private SiteProcess(Process process, int number)
    {
        (_process, Number) = (process, number);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>Tells the processes of a test apart in messages.</summary>
    public int Number { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>How the leases of its workers are named begins with this.</summary>
    public string OwnerPrefix => string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{_process.Id}:");

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

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="number">Tells the processes of a test apart.</param>
    /// <param name="db">The database.</param>
    /// <param name="folder">The folder of files, shared by all nodes.</param>
    /// <param name="settings">Configuration keys and values beside those that it needs.</param>
    public static async Task<SiteProcess> StartAsync(int number, TestDatabase db, string folder, params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["exec", Program(), "--urls=http://127.0.0.1:0", $"--ConnectionStrings:Reporting={db.Logins.App}", $"--ConnectionStrings:Reader={db.Logins.Reader}", $"--Files:Directory={folder}", "--Runs:PreviewMaxTime=00:05:00", .. settings.Select(pair => $"--{pair.Key}={pair.Value}")])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var site = new SiteProcess(Process.Start(start)!, number);
        site._process.BeginOutputReadLine();
        site._process.BeginErrorReadLine();
        for (var began = Stopwatch.StartNew(); site.Address.Port == 80;)
        {
            Assert.False(site._process.HasExited, site.Said);
            Assert.True(began.Elapsed < TimeSpan.FromMinutes(2), "It did not come to listen:\n" + site.Said);
            await Task.Delay(50);
        }

        return site;
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
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

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

    // Beside the tests when it was copied there with what it needs to run, else where it was built.
    private static string Program()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "ReportingAdmin.dll");
        return File.Exists(Path.ChangeExtension(beside, ".runtimeconfig.json"))
            ? beside
            : Path.Combine(ProjectFolder.Root, "ReportingAdmin", Path.GetRelativePath(Path.Combine(ProjectFolder.Root, "ReportingAdmin.Tests"), AppContext.BaseDirectory), "ReportingAdmin.dll");
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        const string Listening = "Now listening on: ";
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var i)
        {
            Address = new Uri(line[(i + Listening.Length)..].Trim());
        }

        lock (_said)
        {
            _said.Add(line);
        }
    }
}
