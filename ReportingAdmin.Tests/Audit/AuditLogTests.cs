using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Audit;

public sealed class AuditLogTests
{
    private static readonly AuditEntry s_entry = new(
        "report.file", AuditOutcome.Refused, "report", "escrow/sales", Details: new Dictionary<string, string> { ["permission"] = "reports.escrow.finance" });

    [Fact]
    public async Task WriteAsync_alone_keeps_a_line_of_who_did_what()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var person = await db.InsertIdAsync("app.person", new { Provider = "test", Subject = "p", Name = "Person" });

        await new AuditLog(db.Database).WriteAsync(CallerOf(person), s_entry, CancellationToken.None);

        await using var context = db.Context();
        var line = await context.Set<AuditEvent>().AsNoTracking().SingleAsync();
        Assert.Equal((person, "Person", "report.file", AuditOutcome.Refused), (line.PersonId!.Value, line.Actor, line.Action, line.Outcome));
        Assert.Equal(("report", "escrow/sales", """{"permission": "reports.escrow.finance"}"""), (line.TargetKind, line.TargetKey, line.Details));
    }

    [Fact]
    public async Task WriteAsync_in_the_acts_transaction_stands_and_falls_with_it()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        foreach (var commit in new[] { false, true })
        {
            await using var connection = await db.Database.App.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await AuditLog.WriteAsync(connection, CallerOf(null), s_entry, CancellationToken.None);
            if (commit)
            {
                await transaction.CommitAsync();
            }
        }

        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from app.audit_event"));
    }

    [Theory]
    [InlineData("update app.audit_event set actor = 'x'")]
    [InlineData("delete from app.audit_event")]
    [InlineData("truncate app.audit_event")]
    public async Task Nobody_changes_or_removes_a_line(string change)
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await new AuditLog(db.Database).WriteAsync(CallerOf(null), s_entry, CancellationToken.None);

        foreach (var source in new[] { db.Database.App, db.Owner, db.Superuser })
        {
            await using var command = source.CreateCommand(change);
            var e = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, e.SqlState);
        }

        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from app.audit_event"));
    }

    private static Caller CallerOf(long? person) => new(person, "Person", [], FrozenSet<string>.Empty, RowScope.All);
}
