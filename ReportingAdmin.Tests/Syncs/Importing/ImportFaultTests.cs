using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using ReportingAdmin.Core.Syncs.Importing;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>Loads that die, meet, or come in another order.</summary>
public sealed class ImportFaultTests
{
    private const string Header = "payment_number,loan_number,entry_kind,reverses_payment_number,posted_on,amount,principal,interest";

    [Fact]
    public async Task A_load_whose_connection_dies_at_any_moment_loads_all_or_nothing()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        var request = ImportFixture.Documented("lending.payment", fixture.Write("p.csv", Payments(5_000)));
        var before = await fixture.StampsAsync();
        var random = new Random(4711);
        var died = 0;
        for (var i = 0; i < 12; i++)
        {
            fixture.Db.Database.App.Clear(); // no connection that an earlier round has killed
            var load = fixture.Importer.LoadAsync(ImportFixture.Manager, request, default);
            await Task.Delay(random.Next(5, 400)); // a moment of chance, the same ones every time: nothing is waited for
            await KillAsync(fixture);
            try
            {
                Assert.True((await load).Value!.IsLoaded);
            }
            catch (NpgsqlException)
            {
                died++;
            }

            // Even an answer that is lost after the commit leaves all of it.
            if (await fixture.Db.ScalarAsync<long>("select count(*) from lending.payment") is var rows and not 0)
            {
                Assert.Equal(5_000, rows);
                Assert.Equal(["1"], await fixture.RowsAsync("select count(distinct p.sync_run_id) from lending.payment p join app.run r on r.id = p.sync_run_id and r.status = 'completed'"));
                await fixture.Db.ExecuteAsync("delete from lending.payment");
                before = await fixture.StampsAsync();
            }

            Assert.Equal(before, await fixture.StampsAsync());
        }

        fixture.Db.Database.App.Clear();
        Assert.True(died > 0, "no load died");
        Assert.True((await fixture.LoadAsync(request)).IsLoaded);
        Assert.Equal(["5000"], await fixture.RowsAsync("select count(*) from lending.payment"));
    }

    [Fact]
    public async Task A_cancelled_load_leaves_nothing()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        var before = await fixture.StampsAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(150)); // in the middle: so many rows take longer on any machine

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Importer.LoadAsync(
            ImportFixture.Manager, ImportFixture.Documented("lending.payment", fixture.Write("p.csv", Payments(50_000))), stop.Token));

        Assert.Equal(before, await fixture.StampsAsync());
    }

    [Fact]
    public async Task Loads_of_one_table_take_turns_and_all_arrive()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var requests = Enumerable.Range(0, 6)
            .Select(i => ImportFixture.Documented("escrow.vendor", fixture.Write($"v{i}.csv", "code,name\n" + string.Concat(Enumerable.Range(0, 300).Select(v => $"V{v},Name {i}\n")) + $"OWN{i},Own\n")))
            .ToList();

        var results = await Task.WhenAll(requests.Select(request => fixture.LoadAsync(request)));

        Assert.Equal(["306|300"], await fixture.RowsAsync("select count(*), count(*) filter (where name like 'Name %') from escrow.vendor"));
        Assert.Single(await fixture.RowsAsync("select distinct name from escrow.vendor where name like 'Name %'"));
        Assert.Equal(306, results.Sum(result => result.Tables.Single().Counts.Inserted));
        Assert.Equal(["6"], await fixture.RowsAsync("select version from app.data_version where schema_name = 'escrow'"));
    }

    [Fact]
    public async Task A_load_waits_for_a_writer_that_holds_the_lock_of_its_table_as_demo_data_takes_it()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await using var writer = await fixture.Db.Owner.OpenConnectionAsync();
        await using var writing = await writer.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('escrow.agency', 0))", writer);
        await hold.ExecuteNonQueryAsync();

        var load = fixture.LoadAsync(ImportFixture.Documented("escrow.agency", fixture.Write("a.csv", "code,name\nA1,Agency One\n")));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await fixture.Db.ScalarAsync<bool>("select exists (select from pg_locks l where l.locktype = 'advisory' and not l.granted and l.database = (select d.oid from pg_database d where d.datname = current_database()))"))
        {
            Assert.False(load.IsCompleted, "The load did not wait.");
            await Task.Delay(20, limit.Token);
        }

        await writing.CommitAsync();
        Assert.True((await load).IsLoaded);
    }

    [Fact]
    public async Task Loads_of_several_tables_in_different_orders_do_not_lock_each_other_out()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var mapping = ImportFixture.Example("oxford-spend-2015");
        var turned = mapping with { Name = "turned", Tables = [.. mapping.Tables.Reverse()] };
        string File(int i) => fixture.Write($"s{i}.csv", "Expenditure Unit,Paid Date,Trans No,Amount,Supplier ID,Supplier Name\n"
            + string.Concat(Enumerable.Range(0, 200).Select(n => $"X,06/01/2015,{i}_{n},1.00,{n},S{n}\n")));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => fixture.LoadAsync(new ImportRequest(File(i), i % 2 == 0 ? mapping : turned))));

        Assert.Equal(["1200|1200.00"], await fixture.RowsAsync("select count(*), sum(amount) from escrow.ledger_entry"));
        Assert.Empty(await fixture.RowsAsync("select * from escrow.check_case_month()"));
        Assert.Empty(await fixture.RowsAsync("select * from escrow.check_agency_month()"));
    }

    [Fact]
    public async Task Any_file_twice_changes_nothing_and_its_rows_may_stand_in_any_order()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        foreach (var rows in Gen.Sample(Rows(), 12, 10))
        {
            await fixture.Db.ExecuteAsync("delete from lending.payment");
            var text = string.Concat(rows.Select(row => row + "\n"));
            await fixture.LoadAsync(ImportFixture.Documented("lending.payment", fixture.Write("p.csv", Header + "\n" + text)));
            var content = await fixture.ContentAsync();
            var stamps = await fixture.StampsAsync();

            await fixture.LoadAsync(ImportFixture.Documented("lending.payment", fixture.Write("p.csv", Header + "\n" + text)));
            Assert.Equal(stamps, await fixture.StampsAsync());

            await fixture.Db.ExecuteAsync("delete from lending.payment");
            var turned = string.Concat(rows.Reverse().Select(row => row + "\n"));
            await fixture.LoadAsync(ImportFixture.Documented("lending.payment", fixture.Write("p.csv", Header + "\n" + turned)));
            Assert.Equal(content, await fixture.ContentAsync());
        }
    }

    /// <summary>Payments of two loans, some of them taken back once, before or after.</summary>
    private static Gen<string[]> Rows() =>
        from payments in Gen.ListOf(Gen.Zip(Gen.Choose(1, 2), Gen.Choose(1, 1_000_000)), 12)
        from reversed in Gen.ListOf(ArbMap.Default.GeneratorFor<bool>(), 12)
        from rows in Gen.Shuffle(payments.SelectMany((payment, i) => Row(i, payment.Item1, payment.Item2, reversed[i])))
        select rows;

    private static IEnumerable<string> Row(int number, int loan, int cents, bool isReversed)
    {
        var amount = $"{cents / 100}.{cents % 100:00}";
        yield return $"P{number},L{loan},payment,,2026-01-{1 + (number % 28):00},{amount},{amount},0";
        if (isReversed)
        {
            yield return $"R{number},L{loan},nsf,P{number},2026-02-01,-{amount},-{amount},0";
        }
    }

    private static string Payments(int count)
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var i = 0; i < count; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"P{i},L{1 + (i % 3)},payment,,2026-01-{1 + (i % 28):00},10.00,8,2\n");
        }

        return text.ToString();
    }

    private static async Task KillAsync(ImportFixture fixture)
    {
        await using var command = fixture.Db.Superuser.CreateCommand(
            "select count(pg_terminate_backend(a.pid)) from pg_stat_activity a where a.datname = current_database() and a.usename = 'reporting_app'");
        await command.ExecuteScalarAsync();
    }
}
