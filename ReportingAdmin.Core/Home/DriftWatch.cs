using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Core.Home;

/// <summary>A report whose SQL no longer gives what it declares.</summary>
/// <param name="Report">Which.</param>
/// <param name="Differences">Each names a file and a column.</param>
public sealed record DriftedReport(Report Report, IReadOnlyList<string> Differences);

/// <summary>Knows which reports have drifted from the database, looked at when somebody asks and a quarter of an hour has passed.</summary>
/// <param name="drift">Asks the server.</param>
/// <param name="catalog">The reports.</param>
/// <param name="time">The clock.</param>
public sealed class DriftWatch(DriftCheck drift, ReportCatalog catalog, TimeProvider time)
{
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(15);

    // A first look takes a second or two; who waits for a page does not wait for it.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(50);

    private readonly Lock _turn = new();
    private (DateTimeOffset At, Task<IReadOnlyList<DriftedReport>> Found)? _last;

    /// <summary>What was found; null = still being looked at.</summary>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<DriftedReport>?> FindAsync(CancellationToken ct)
    {
        Task<IReadOnlyList<DriftedReport>> looking;
        lock (_turn)
        {
            var now = time.GetUtcNow();
            if (_last is not { } last || now - last.At > s_every || last.Found.IsFaulted)
            {
                _last = last = (now, Task.Run(LookAsync, CancellationToken.None));
            }

            looking = last.Found;
        }

        return await Task.WhenAny(looking, Task.Delay(s_patience, ct)) == looking ? await looking : null;
    }

    /// <summary>Forgets what was found, so that the next one who asks has it looked at anew; one look under way goes on.</summary>
    public void Forget()
    {
        lock (_turn)
        {
            if (_last is { Found.IsCompleted: true })
            {
                _last = null;
            }
        }
    }

    private async Task<IReadOnlyList<DriftedReport>> LookAsync()
    {
        var found = new List<DriftedReport>();
        foreach (var report in catalog.All)
        {
            if (await drift.FindAsync(report, CancellationToken.None) is { Count: > 0 } differences)
            {
                found.Add(new DriftedReport(report, differences));
            }
        }

        return found;
    }
}
