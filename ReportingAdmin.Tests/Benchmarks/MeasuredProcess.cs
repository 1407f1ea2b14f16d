using System.Diagnostics;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>What a process cost.</summary>
/// <param name="Seconds">From start to exit.</param>
/// <param name="PeakMebibytes">Its greatest resident set.</param>
internal sealed record MeasuredProcess(double Seconds, double PeakMebibytes)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that differ from this process's.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task<MeasuredProcess> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var peak = 0L;
        try
        {
            var exit = process.WaitForExitAsync(ct);
            while (await Task.WhenAny(exit, Task.Delay(s_look, ct)) != exit)
            {
                peak = Math.Max(peak, Peak(process));
            }

            await exit;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0
            ? new MeasuredProcess(seconds, peak / 1048576.0)
            : throw new InvalidOperationException($"{program} failed: {await errors}{await output}");
    }

    // The kernel keeps the greatest value itself, so the last look before the end is near it.
    private static long Peak(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0; // it has just ended
        }
    }
}
