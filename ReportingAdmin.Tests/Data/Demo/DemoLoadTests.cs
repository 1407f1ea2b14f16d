using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Demo;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data.Demo;

/// <summary>How the demo data are loaded, each time into a database of the test's own.</summary>
public sealed class DemoLoadTests
{
    [Fact]
    public async Task LoadAsync_refuses_when_a_source_table_has_a_row()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await db.InsertAsync("escrow.agency", new { Code = "A1", Name = "Agency One" });

        var loaded = await LoadAsync(db, DemoTemplate.ReferenceDate);

        Assert.False(loaded.Ok);
        Assert.Equal(DemoData.NotEmpty, loaded.FirstProblem.Code);
        Assert.Contains("escrow.agency has rows", loaded.FirstProblem.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from escrow.staff"));
        Assert.Equal(0L, await db.ScalarAsync<long>("select sum(version)::bigint from app.data_version"));
    }

    [Fact]
    public async Task LoadAsync_gives_the_same_rows_and_schema_with_and_without_the_owners_login()
    {
        await using var again = await TestDatabase.CloneAsync(Template.Empty);

        Assert.True((await LoadAsync(again, DemoTemplate.ReferenceDate)).Ok);

        var first = await TestDatabase.SharedAsync(Template.Demo);
        Assert.Equal(await FingerprintAsync(first), await FingerprintAsync(again));
        CatalogueSnapshot.AssertSame(await CatalogueSnapshot.TakeAsync(again.Superuser), await CatalogueSnapshot.TakeAsync(first.Superuser));
        Assert.Equal(3L, await again.ScalarAsync<long>("select sum(version)::bigint from app.data_version"));
    }

    [Fact]
    public async Task LoadAsync_keeps_the_identities_when_the_reference_date_lies_within_a_month_of_a_leap_year()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);

        Assert.True((await LoadAsync(db, new DateOnly(2024, 3, 14))).Ok);

        foreach (var group in DemoChecks.Groups)
        {
            Assert.Empty(await new DemoChecks(db.Database).FindAsync(group, CancellationToken.None));
        }

        Assert.Equal(new DateOnly(2024, 2, 29), await db.ScalarAsync<DateOnly>("select max(month_end) from lending.loan_month"));
        Assert.Equal(new DateOnly(2024, 3, 13), await db.ScalarAsync<DateOnly>("select max(posted_on) from escrow.ledger_entry"));
    }

    [Fact]
    public async Task LoadAsync_for_volume_copies_every_case_and_loan_and_keeps_the_identities()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);

        var loaded = await new DemoData(db.Database, new CompanyOptions(), new DemoOptions { ReferenceDate = DemoTemplate.ReferenceDate }, TimeProvider.System, db.Logins.Owner)
            .LoadAsync(scale: 3, say: null, CancellationToken.None);

        Assert.True(loaded.Ok);
        foreach (var (table, rows) in loaded.Value.Rows)
        {
            Assert.Equal(await db.ScalarAsync<long>($"select count(*) from {table}"), rows);
        }

        foreach (var group in DemoChecks.Groups)
        {
            Assert.Empty(await new DemoChecks(db.Database).FindAsync(group, CancellationToken.None));
        }

        // The original once, a first copy of twice the amounts, a second one of three times.
        Assert.Equal("3 6", await db.ScalarAsync<string>(
            """
            select count(*) || ' ' || trunc(sum(l.original_principal) / min(l.original_principal))
            from lending.loan l where l.loan_number like 'L00000001%'
            """));
        var original = await TestDatabase.SharedAsync(Template.Demo);
        Assert.Equal(
            6 * await original.ScalarAsync<decimal>("select sum(upb) from lending.loan_month"),
            await db.ScalarAsync<decimal>("select sum(upb) from lending.loan_month"));
        CatalogueSnapshot.AssertSame(await CatalogueSnapshot.TakeAsync(original.Superuser), await CatalogueSnapshot.TakeAsync(db.Superuser));
    }

    [Fact]
    public async Task LoadAsync_for_volume_asks_for_the_owners_login()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);

        var loaded = await new DemoData(db.Database, new CompanyOptions(), new DemoOptions(), TimeProvider.System).LoadAsync(10, say: null, CancellationToken.None);

        Assert.Contains("ConnectionStrings:Owner", loaded.FirstProblem.Message, StringComparison.Ordinal);
    }

    private static Task<Outcome<DemoLoad>> LoadAsync(TestDatabase db, DateOnly reference) =>
        new DemoData(db.Database, new CompanyOptions(), new DemoOptions { ReferenceDate = reference }, TimeProvider.System)
            .LoadAsync(scale: 1, say: null, CancellationToken.None);

    private static async Task<string> FingerprintAsync(TestDatabase db) => string.Join('\n', await Task.WhenAll(
        new[]
        {
            ("escrow.ledger_entry", "(entry_number, kind, amount, posted_on, cleared_on, method)"),
            ("escrow.party", "(code, name, email, state)"),
            ("escrow.disbursement_request_history", "(status, changed_at, amount)"),
            ("lending.loan_month", "(month_end, upb, accrued_interest, days_past_due, past_due_amount)"),
            ("lending.payment", "(payment_number, posted_on, amount, method)"),
            ("lending.contact_attempt", "(number, attempted_at, outcome)"),
            ("lending.journal_line", "(line, debit, credit, currency)"),
            ("analytics.metric", "(source_key, value, recorded_at, received_at)"),
        }.Select(async t => t.Item1 + " " + (await db.ScalarAsync<decimal>(
            $"select sum(hashtextextended({t.Item2}::text, 0)::numeric) from {t.Item1}")).ToString(CultureInfo.InvariantCulture))));
}
