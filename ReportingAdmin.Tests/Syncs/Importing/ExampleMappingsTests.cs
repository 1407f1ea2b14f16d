using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>The example mappings, on small made-up files of the same shape and on the published ones where they are.</summary>
public sealed class ExampleMappingsTests
{
    [Fact]
    public async Task LendingClub_shape_loads_portfolio_loans_and_a_whole_snapshot()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var path = fixture.WriteCompressed("loans.csv.gz",
            """
            loan_id,emp_title,state,loan_amount,term,interest_rate,installment,grade,issue_month,loan_status,balance,paid_late_fees
            1,"cook, senior",GA,10000,36,5.32,301.15,A,Jan-18,Current,9000.5,0
            2,NA,KY,20000,60,20.01,500,D,Mar-18,Late (31-120 days),18000,23.96157
            3,clerk,TX,5000,36,7.97,156.6,A,Feb-18,Fully Paid,0,0
            """);

        var result = await fixture.LoadAsync(new ImportRequest(path, ImportFixture.Example("lendingclub-loans")));

        Assert.True(result.IsLoaded);
        Assert.Equal("1 new, 0 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(result, "lending.portfolio"));
        Assert.Equal("2 new, 0 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(result, "lending.program"));
        Assert.Equal(
            [
                "1|LENDINGCLUB-2018Q1|A|USD|2018-01-01|10000.00|0.053200000|36|301.15|active|9000.50",
                "2|LENDINGCLUB-2018Q1|D|USD|2018-03-01|20000.00|0.200100000|60|500.00|active|18000.00",
                "3|LENDINGCLUB-2018Q1|A|USD|2018-02-01|5000.00|0.079700000|36|156.60|paid_off|0.00",
            ],
            await fixture.RowsAsync(
                """
                select l.loan_number, l.portfolio_code, p.code, l.currency, l.originated_on, l.original_principal, l.note_rate, l.term_months,
                       l.payment_amount, l.status, l.principal
                from lending.loan l join lending.program p on p.id = l.program_id order by l.loan_number
                """));
        Assert.Equal(
            [
                "1|2018-03-31|9000.50|0|active|·|Current|current",
                "2|2018-03-31|18000.00|·|active|·|Late (31-120 days)|unknown",
                "3|2018-03-31|0.00|0|paid_off|paid_off|Fully Paid|·",
            ],
            await fixture.RowsAsync(
                """
                select l.loan_number, m.month_end, m.upb, m.days_past_due, m.status, m.zero_balance_code, m.reported_bucket,
                       lending.bucket(m.month_end, 'dpd', m.oldest_unpaid_due_on, m.days_past_due, m.status)
                from lending.loan_month m join lending.loan l on l.id = m.loan_id order by l.loan_number
                """));
        Assert.Equal(["2018-03-31|LENDINGCLUB-2018Q1|True"], await fixture.RowsAsync("select month_end, portfolio_code, complete from lending.loan_month_load"));
        Assert.Equal(["0"], await fixture.RowsAsync("select count(*) from lending.fee"));
    }

    [Fact]
    public async Task HackClub_shape_loads_accounts_entries_and_lines()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var path = fixture.Write("ledger.csv",
            """
            posting_no,txn_no,date,description,account,amount,currency
            1,1,2015-01-24,Ride,Expenses:Operating:Transportation,33.92,USD
            2,1,2015-01-24,Ride,Liabilities:Reimbursement:Someone,-33.92,USD
            3,2,2015-01-27,Gift,Assets:Bank,100,USD
            4,2,2015-01-27,Gift,Income:Donations,-60,USD
            5,2,2015-01-27,Gift,Income:Grants,-40,USD
            """);

        await fixture.LoadAsync(new ImportRequest(path, ImportFixture.Example("hackclub-ledger")));

        Assert.Equal(
            [
                "Assets:Bank|Bank|asset|debit", "Expenses:Operating:Transportation|Transportation|expense|debit",
                "Income:Donations|Donations|income|credit", "Income:Grants|Grants|income|credit",
                "Liabilities:Reimbursement:Someone|Someone|liability|credit",
            ],
            await fixture.RowsAsync("select code, name, type, normal_side from lending.gl_account order by code collate \"C\""));
        Assert.Equal(
            [
                "HC-1|2015-01-24|Ride|hackclub|1|Expenses:Operating:Transportation|33.92|0.00",
                "HC-1|2015-01-24|Ride|hackclub|2|Liabilities:Reimbursement:Someone|0.00|33.92",
                "HC-2|2015-01-27|Gift|hackclub|1|Assets:Bank|100.00|0.00",
                "HC-2|2015-01-27|Gift|hackclub|2|Income:Donations|0.00|60.00",
                "HC-2|2015-01-27|Gift|hackclub|3|Income:Grants|0.00|40.00",
            ],
            await fixture.RowsAsync(
                """
                select e.entry_number, e.posted_on, e.description, e.source, l.line, a.code, l.debit, l.credit
                from lending.journal_line l join lending.journal_entry e on e.id = l.entry_id join lending.gl_account a on a.id = l.account_id
                order by e.entry_number, l.line
                """));
    }

    [Theory]
    [InlineData("oxford-spend-2014", "Expenditure Category")]
    [InlineData("oxford-spend-2015", "Expenditure Unit")]
    [InlineData("oxford-spend-2016", "Expenditure Catergory")]
    public async Task Oxford_shape_loads_vendors_and_the_ledger_of_one_case(string mapping, string category)
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var path = fixture.Write("spend.csv",
            $"""
            Organisation,Service Area,{category},Paid Date,Trans No,Amount,Type,Supplier ID,Supplier Name
            Oxford City Council,Finance,Services,06/01/2015,1_1,1068.60,Revenue,200,MR A SAMPLE
            Oxford City Council,Finance,"Repairs, minor",31/03/2015,1_2,-12,Revenue,300,A BUILDER
            Oxford City Council,Finance,Rounding,31/03/2015,1_3,0.01,Revenue,,
            """);

        await fixture.LoadAsync(new ImportRequest(path, ImportFixture.Example(mapping)));

        var year = mapping[^4..];
        Assert.Equal(
            [
                $"OX{year}-1_1|OXFORD-SPEND|OXFORD|GBP|disbursement|1068.60|2015-01-06|200|Services",
                $"OX{year}-1_2|OXFORD-SPEND|OXFORD|GBP|vendor_refund|12.00|2015-03-31|300|Repairs, minor",
                $"OX{year}-1_3|OXFORD-SPEND|OXFORD|GBP|disbursement|0.01|2015-03-31|·|Rounding",
            ],
            await fixture.RowsAsync(
                """
                select e.entry_number, c.case_number, e.agency_code, e.currency, e.kind, e.amount, e.posted_on, v.code, e.memo
                from escrow.ledger_entry e join escrow.escrow_case c on c.id = e.case_id left join escrow.vendor v on v.id = e.vendor_id
                order by e.entry_number
                """));
    }

    [RealDataFact]
    public async Task LendingClub_gives_the_known_balance_and_rate()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        var result = await fixture.LoadAsync(new ImportRequest(RealData.File("lendingclub-2018q1.csv.gz"), ImportFixture.Example("lendingclub-loans")));

        Assert.Equal(10_000, result.RowsRead);
        Assert.Equal(["10000|144589166.10|12.660385"], await fixture.RowsAsync(
            "select count(*), sum(upb), round(sum(upb * note_rate) * 100 / sum(upb), 6) from lending.loan_month where month_end = '2018-03-31'"));
        var engine = new TestEngine(fixture.Db);
        var summary = (await engine.LinesAsync("lending/portfolio-summary", null, ("asOf", "2018-03-31"))).Single(line => line.Contains("144589166.10", StringComparison.Ordinal));
        Assert.Contains(" | 0.126603849962 | ", summary, StringComparison.Ordinal); // 12.660385 %
        var tape = await engine.LinesAsync("lending/loan-tape", "control", ("asOf", "2018-03-31"));
        Assert.Contains(tape, line => line.Contains("144589166.10", StringComparison.Ordinal));
    }

    [RealDataFact]
    public async Task HackClub_gives_the_known_trial_balances()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        var result = await fixture.LoadAsync(new ImportRequest(RealData.File("hackclub-ledger-postings.csv.gz"), ImportFixture.Example("hackclub-ledger")));

        Assert.Equal(2_777, result.RowsRead);
        Assert.Equal(["51|1360|2777"], await fixture.RowsAsync(
            "select (select count(*) from lending.gl_account), (select count(*) from lending.journal_entry), (select count(*) from lending.journal_line)"));
        foreach (var (day, side) in new[] { ("2015-12-31", "92629.75"), ("2017-12-26", "291219.51") })
        {
            // Currency, debits and credits of the period, debit balances, credit balances, difference, balanced.
            var proof = Assert.Single(await new TestEngine(fixture.Db).LinesAsync("lending/trial-balance", "proof", ("asOf", day))).Split(" | ");
            Assert.Equal(["USD", side, side, "0.00", "True"], [proof[0], .. proof[3..7]]);
        }
    }

    [RealDataFact]
    public async Task Oxford_good_files_load_and_sum_up_and_the_broken_one_is_refused_row_by_row()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        using var rejects = new MemoryStream();

        var broken = await fixture.LoadAsync(new ImportRequest(RealData.File("oxford-spend/expenditure-over-500-apr-jun-2014.csv.gz"), ImportFixture.Example("oxford-spend-2014")) { Rejects = rejects });

        Assert.False(broken.IsLoaded);
        Assert.Equal(3_836, broken.RowsRejected);
        Assert.Equal(1_000, broken.Rejects.Count);
        Assert.Equal("2|Paid Date|00:00:00|Not a calendar date written as dd/MM/yyyy.", ImportFixture.Lines(broken)[0]);
        Assert.Equal(3_837, System.Text.Encoding.UTF8.GetString(rejects.ToArray()).Count(character => character == '\n'));
        Assert.Equal(["0|0|0"], await fixture.RowsAsync("select (select count(*) from escrow.agency), (select count(*) from escrow.vendor), (select count(*) from escrow.ledger_entry)"));

        await fixture.LoadAsync(new ImportRequest(RealData.File("oxford-spend/expenditure-over-500-jan-mar-2015.csv.gz"), ImportFixture.Example("oxford-spend-2015")));
        await fixture.LoadAsync(new ImportRequest(RealData.File("oxford-spend/expenditure-over-500-oct-dec-2016.csv.gz"), ImportFixture.Example("oxford-spend-2016")));

        // Sums of the files' own columns: 13,880,574.57 with 6 refunds of 4,056.53, and 18,748,991.21 with 3 of 59,155.01.
        Assert.Equal(
            ["2015|3864|-13880574.57|6|4056.53", "2016|3847|-18748991.21|3|59155.01"],
            await fixture.RowsAsync(
                """
                select extract(year from posted_on)::int, count(*), sum(signed_amount),
                       count(*) filter (where kind = 'vendor_refund'), sum(amount) filter (where kind = 'vendor_refund')
                from escrow.ledger_entry group by 1 order by 1
                """));
        Assert.Empty(await fixture.RowsAsync("select * from escrow.check_case_month()"));
        Assert.Empty(await fixture.RowsAsync("select * from escrow.check_agency_month()"));
        var vendors = await new TestEngine(fixture.Db).PreviewAsync("escrow/vendor-transactions", null, ("from", "2015-01-01"), ("to", "2015-03-31"));
        Assert.Equal(742, vendors.AllRows);
        Assert.Contains(13_880_574.57m, Assert.Single(vendors.Totals).Values);
    }
}
