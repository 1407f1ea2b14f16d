using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>What a load does to the tables.</summary>
public sealed class ImporterTests
{
    private const string PaymentHeader = "payment_number,loan_number,entry_kind,reverses_payment_number,posted_on,amount,principal,interest";

    [Fact]
    public async Task LoadAsync_adds_changes_and_keeps_rows_by_their_key()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("escrow.agency", "code,name,state", "A,Alpha,CA", "B,Beta,NV", "C,Gamma,TX");

        var result = await fixture.LoadAsync("escrow.agency", "code,name", "A,Alpha", "B,Better", "D,Delta");

        Assert.Equal("1 new, 1 changed, 1 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(result, "escrow.agency"));
        Assert.Equal(["A|Alpha|CA", "B|Better|NV", "C|Gamma|TX", "D|Delta|·"], await fixture.RowsAsync("select code, name, state from escrow.agency order by code"));
    }

    [Fact]
    public async Task A_mapped_empty_cell_is_no_value_or_the_default_and_an_unmapped_column_keeps_its_value()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("lending.portfolio", "code,name,owner,owned,delinquency_method", "P,One,Owner,false,mba");

        await fixture.LoadAsync("lending.portfolio", "code,owner,owned", "P,,");

        Assert.Equal(["P|One|·|True|mba"], await fixture.RowsAsync("select code, name, owner, owned, delinquency_method from lending.portfolio"));
    }

    [Fact]
    public async Task Scope_and_currency_of_a_row_come_from_its_parent()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();

        await fixture.LoadAsync("lending.payment", PaymentHeader, "P1,L1,payment,,2026-01-05,100.00,80,20");

        Assert.Equal(["P1|PF|EUR|100.00|0.00"], await fixture.RowsAsync("select payment_number, portfolio_code, currency, amount, fees from lending.payment"));
    }

    [Fact]
    public async Task Reversals_may_stand_before_what_they_reverse()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();

        await fixture.LoadAsync("lending.payment", PaymentHeader,
            "P2,L1,reversal,P1,2026-01-07,-100,-80,-20",
            "P1,L1,payment,,2026-01-05,100,80,20");

        Assert.Equal(["P1|·", "P2|P1"], await fixture.RowsAsync(
            "select p.payment_number, o.payment_number from lending.payment p left join lending.payment o on o.id = p.reverses_id order by 1"));
    }

    [Fact]
    public async Task A_row_older_than_what_is_loaded_is_ignored_and_counted()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("escrow.vendor", "code,name,source_updated_at", "V,New,2026-02-01T00:00:00Z", "W,Old,2026-01-01T00:00:00Z");

        var result = await fixture.LoadAsync("escrow.vendor", "code,name,source_updated_at", "V,Stale,2026-01-31T23:59:59Z", "W,Fresh,2026-01-02T01:00:00+01:00");

        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 removed, 0 duplicate, 1 outdated, 0 rejected", ImportFixture.Counts(result, "escrow.vendor"));
        Assert.Equal(["V|New|2026-02-01 00:00:00", "W|Fresh|2026-01-02 00:00:00"], await fixture.RowsAsync("select code, name, source_updated_at from escrow.vendor order by 1"));
    }

    [Fact]
    public async Task Deleted_takes_a_row_out_by_its_key_and_brings_it_back()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("escrow.vendor", "code,name", "V,Vendor", "W,Other");

        var gone = await fixture.LoadAsync("escrow.vendor", "code,name,deleted", "V,,true", "X,,true");
        var after = await fixture.RowsAsync("select code, name, deleted_at is not null from escrow.vendor order by 1");
        var again = await fixture.LoadAsync("escrow.vendor", "code,name,deleted", "V,,true");
        var back = await fixture.LoadAsync("escrow.vendor", "code,name,deleted", "V,Vendor,false");

        Assert.Equal("0 new, 0 changed, 0 unchanged, 1 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(gone, "escrow.vendor"));
        Assert.Equal(["V|Vendor|True", "W|Other|False"], after);
        Assert.Equal("0 new, 0 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(again, "escrow.vendor"));
        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(back, "escrow.vendor"));
    }

    [Fact]
    public async Task Every_table_takes_a_row_of_its_own_documented_file()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        foreach (var (table, lines) in OneRowEach.Files)
        {
            var result = await fixture.LoadAsync(table, lines);
            Assert.True(result.IsLoaded, $"{table}: {string.Join(" ", ImportFixture.Lines(result))}");
            Assert.Equal(1, result.Tables.Single(pair => pair.Table == table).Counts.Inserted);
        }

        Assert.Equal(ImportTables.All.Select(table => table.Name).Except(["lending.journal_entry"]), OneRowEach.Files.Select(file => file.Table));
        var before = await fixture.StampsAsync();
        foreach (var (table, lines) in OneRowEach.Files)
        {
            await fixture.LoadAsync(table, lines);
        }

        Assert.Equal(before, await fixture.StampsAsync());
    }
}
