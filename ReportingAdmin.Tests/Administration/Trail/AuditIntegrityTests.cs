using Microsoft.Extensions.Logging.Abstractions;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Trail;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Administration.Trail;

public sealed class AuditIntegrityTests : IAsyncLifetime
{
    private static readonly Caller s_auditor = TestEngine.Caller(RowScope.All, Permissions.AuditRead);

    private TestDatabase _db = null!;
    private AuditSeals _seals = null!;
    private AuditIntegrity _integrity = null!;

    /// <summary>Everything that somebody with the server's own rights could do to a sealed line, and what is found then.</summary>
    public static TheoryData<string, string> Tampering => new()
    {
        { "update app.audit_event set actor = 'Mallory' where id = 1500", "1001-2000 a line was changed" },
        { "update app.audit_event set occurred_at = occurred_at - interval '1 microsecond' where id = 1500", "1001-2000 a line was changed" },
        { "update app.audit_event set details = '{\"a\": 1}' where id = 2500", "2001-2500 a line was changed" },
        { "delete from app.audit_event where id = 7", "1-1000 lines were taken away" },
        { "delete from app.audit_event where id > 2400", "2001-2500 lines were taken away" },
        { "delete from app.audit_event where id = 1000; insert into app.audit_event (id, actor, action) overriding system value values (1000, 'Mallory', 'report.preview')", "1-1000 a line was changed" },
        { "update app.audit_seal set content_hash = app.audit_content_hash(1001, 2000) || '' where id = 2; update app.audit_seal set chain_hash = repeat('0', 64) where id = 2", "1001-2000 the seal itself was made anew|2001-2500 the seal itself was made anew" },
    };

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _seals = new AuditSeals(_db.Database, NullLogger<AuditSeals>.Instance);
        _integrity = new AuditIntegrity(_db.Database, new AuditLog(_db.Database), _seals);
        await _db.ExecuteAsync("insert into app.audit_event (actor, action) select 'Ann', 'report.preview' from generate_series(1, 2500)");
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task SealAsync_seals_every_line_once_a_thousand_at_a_time()
    {
        Assert.Equal(2500, await _seals.SealAsync(default));
        Assert.Equal(0, await _seals.SealAsync(default));
        await _db.ExecuteAsync("insert into app.audit_event (actor, action) values ('Bob', 'report.run')");
        Assert.Equal(1, await _seals.SealAsync(default));

        Assert.Equal("1000,1000,500,1", await _db.ScalarAsync<string>("select string_agg(events::text, ',' order by id) from app.audit_seal"));
    }

    [Fact]
    public async Task SealAsync_leaves_nothing_out_that_is_being_written()
    {
        await using var connection = await _db.Database.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await AuditLog.WriteAsync(connection, s_auditor, new AuditEntry("tape.save", AuditOutcome.Done, "tape", "a"), default);

        Assert.Equal(0, await _seals.SealAsync(default)); // the writer holds the trail
        await transaction.CommitAsync();

        Assert.Equal(2501, await _seals.SealAsync(default));
    }

    [Fact]
    public async Task CheckAsync_of_an_untouched_trail_finds_nothing_and_says_how_far_it_is_sealed()
    {
        var found = await _integrity.CheckAsync(s_auditor, default);

        Assert.Empty(found.Value!.Broken);
        Assert.Equal((2500L, 1L), (found.Value.Seals.SealedThrough, found.Value.Seals.Unsealed)); // the check itself is a line
        Assert.Matches("^[0-9a-f]{64}$", found.Value.Seals.ChainHash!);
    }

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task CheckAsync_names_the_lines_that_were_tampered_with(string tampering, string found)
    {
        await _seals.SealAsync(default);
        await using (var command = _db.Superuser.CreateCommand($"set session_replication_role = replica; {tampering}; set session_replication_role = origin"))
        {
            await command.ExecuteNonQueryAsync();
        }

        var broken = (await _integrity.CheckAsync(s_auditor, default)).Value!.Broken;

        Assert.Equal(found.Split('|'), broken.Select(seal => $"{seal.FirstLine}-{seal.LastLine} {seal.InWords}"));
        Assert.Equal("failed", await _db.ScalarAsync<string>("select outcome from app.audit_event where action = 'audit.check'"));
    }

    [Fact]
    public async Task Without_the_right_nothing_is_said_of_it()
    {
        var nobody = TestEngine.Caller(RowScope.All);

        Assert.Equal(Permissions.AuditRead, (await _integrity.FindAsync(nobody, default)).FirstProblem.Permission);
        Assert.Equal(Permissions.AuditRead, (await _integrity.CheckAsync(nobody, default)).FirstProblem.Permission);
    }
}
