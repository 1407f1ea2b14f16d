using Microsoft.EntityFrameworkCore;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Access;

/// <summary>
/// The keys that sign cookies and form tokens, kept in the database: every node and every start has the same ones. The
/// framework reads and writes them without waiting, so these calls do too.
/// </summary>
/// <param name="contexts">The application's tables.</param>
public sealed class KeyRing(IDbContextFactory<ReportingDbContext> contexts)
{
    // Of its own: nothing else of the application takes this lock.
    private const long Turn = 0x6b65795f72696e67;

    /// <summary>All keys as the framework wrote them.</summary>
    public IReadOnlyList<string> Read()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.Set<DataProtectionKey>().AsNoTracking().OrderBy(key => key.Id).Select(key => key.Xml)];
    }

    /// <summary>Keeps a key.</summary>
    /// <param name="name">The framework's name of it.</param>
    /// <param name="xml">The key.</param>
    public void Add(string name, string xml)
    {
        using var db = contexts.CreateDbContext();
        db.Add(new DataProtectionKey { FriendlyName = name, Xml = xml });
        db.SaveChanges();
    }

    /// <summary>Does something while no other node does the same: makes the first key once when several start together.</summary>
    /// <param name="work">Reads the keys, and makes one where there is none.</param>
    /// <param name="ct">Gives up.</param>
    public async Task InTurnAsync(Action work, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Turn})", ct);
        work();
        await transaction.CommitAsync(ct);
    }
}
