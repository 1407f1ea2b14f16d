using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Tests.Testing.Faults;

/// <summary>What a run of kind custom does says the first word of its key: <c>die</c>, <c>throw</c>, <c>pass</c> (a cause that may pass, every time), <c>eat</c> (all the memory there is), <c>hold</c> (nearly all of it, until it is stopped), <c>wait</c> (until it is stopped), or nothing.</summary>
internal static class FaultWork
{
    /// <summary>Does it.</summary>
    /// <param name="database">Where the key stands.</param>
    /// <param name="run">The run.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task DoAsync(ReportingDatabase database, ClaimedRun run, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand("select coalesce(r.idempotency_key, '') from app.run r where r.id = $1");
        command.Parameters.AddWithValue(run.Lease.Id);
        switch (((string)(await command.ExecuteScalarAsync(ct))!).Split(' ')[0])
        {
            case "die":
                Environment.FailFast("A report that ends its process.");
                break;
            case "throw":
                throw new InvalidOperationException("A report with a defect.");
            case "pass":
                throw new TimeoutException("A cause that may pass.");
            case "eat":
                Eat();
                break;
            case "wait":
                await Task.Delay(Timeout.Infinite, ct);
                break;
            case "hold":
                await HoldAsync(ct);
                break;
        }
    }

    private static async Task HoldAsync(CancellationToken ct)
    {
        const double Share = 0.93;
        var held = new List<byte[]>();
        try
        {
            while (GC.GetTotalMemory(forceFullCollection: false) < Share * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
            {
                held.Add(new byte[1 << 20]);
            }

            await Task.Delay(Timeout.Infinite, ct);
        }
        finally
        {
            held.Clear();
        }
    }

    private static void Eat()
    {
        var eaten = new List<byte[]>();
        while (true)
        {
            eaten.Add(new byte[1 << 20]);
        }
    }
}
