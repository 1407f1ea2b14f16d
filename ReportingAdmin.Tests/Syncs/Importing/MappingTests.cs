using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Core.Syncs.Importing.Mapping;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>Mappings: what they can say, and what is said of wrong ones.</summary>
public sealed class MappingTests
{
    [Theory]
    [InlineData("{", "not in order")]
    [InlineData("""{"tables":[],"tabels":[]}""", "tabels")]
    [InlineData("""{"tables":[]}""", "name at least one table")]
    [InlineData("""{"tables":[{"table":"escrow.vendors"}]}""", "there is no table \"escrow.vendors\"")]
    [InlineData("""{"tables":[{"table":"escrow.vendor","columns":{"code":{"column":"a"},"colour":{"column":"b"}}}]}""", "escrow.vendor has no column \"colour\"")]
    [InlineData("""{"tables":[{"table":"escrow.vendor","columns":{"name":{"column":"b"}}}]}""", "its key column code is not mapped")]
    [InlineData("""{"tables":[{"table":"escrow.vendor","columns":{"code":{"column":"a","const":"b"}}}]}""", "exactly one of column, const, expr")]
    [InlineData("""{"tables":[{"table":"escrow.vendor","columns":{"code":{"expr":{"column":"a","absolute":true,"positivePart":true}}}}]}""", "give one of positivePart")]
    [InlineData("""{"tables":[{"table":"escrow.vendor","where":[{"column":"a"}],"columns":{"code":{"column":"a"}}}]}""", "needs exactly one of in, notIn, empty, sign")]
    [InlineData("""{"file":{"decimal":";"},"tables":[{"table":"escrow.vendor"}]}""", "file.decimal")]
    [InlineData("""{"file":{"timeZone":"Mars/North"},"tables":[{"table":"escrow.vendor"}]}""", "no time zone Mars/North")]
    [InlineData("""{"tables":[{"table":"escrow.vendor"},{"table":"escrow.vendor"}]}""", "is fed twice")]
    public void Read_says_what_is_wrong(string json, string expected)
    {
        var outcome = MappingReader.Read(json);

        Assert.False(outcome.Ok);
        Assert.Contains(outcome.Problems, problem => problem.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_gives_back_what_Read_took()
    {
        var mapping = ImportFixture.Example("hackclub-ledger");

        Assert.Equal(MappingReader.Write(mapping), MappingReader.Write(ImportFixture.Mapping(MappingReader.Write(mapping))));
    }

    [Fact]
    public async Task Every_expression_makes_what_it_says()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        var mapping = ImportFixture.Mapping(
            """
            {
              "name": "all",
              "file": { "delimiter": ";", "decimal": ",", "thousands": ".", "nulls": ["-"], "dateFormat": "dd.MM.yyyy" },
              "tables": [
                {
                  "table": "lending.borrower",
                  "distinct": true,
                  "where": [{ "column": "Kunde", "empty": false }, { "column": "Art", "notIn": ["X"] }],
                  "columns": {
                    "number": { "expr": { "column": "Kunde", "partOf": { "separator": "/", "position": -1 } } },
                    "name": { "expr": { "template": "{Vorname} {Name}" } },
                    "state": { "expr": { "column": "Land", "values": { "1": "CA" }, "otherwise": "??" } },
                    "credit_score": { "expr": { "column": "Note", "scale": 100, "nulls": ["k.A."] } }
                  }
                },
                {
                  "table": "lending.loan_month",
                  "where": [{ "column": "Saldo", "sign": "positive" }, { "column": "Art", "in": ["A", "B"] }],
                  "columns": {
                    "loan_number": { "column": "Vertrag" },
                    "month_end": { "expr": { "column": "Stichtag", "monthEnd": true } },
                    "upb": { "expr": { "column": "Saldo", "absolute": true } },
                    "note_rate": { "expr": { "column": "Zins", "scale": 0.01 } },
                    "drawn": { "expr": { "column": "Bewegung", "positivePart": true } },
                    "scheduled_principal": { "expr": { "column": "Bewegung", "negativePart": true } },
                    "accrual": { "expr": { "column": "Bewegung", "bySign": { "positive": "accruing", "negative": "nonaccrual", "zero": "accruing" } } },
                    "remaining_term": { "expr": { "rowNumberIn": ["Art"] } },
                    "status": { "const": "active" }
                  }
                }
              ]
            }
            """);
        var path = fixture.Write("all.csv",
            """
            Kunde;Vorname;Name;Land;Note;Vertrag;Stichtag;Saldo;Zins;Bewegung;Art
            1/77;Ann;Ex;1;6,5;L1;15.02.2026;1.000,50;5,25;10;A
            1/77;Ann;Ex;1;6,5;L2;28.02.2026;2.000;-;-3,5;A
            2/88;;Why;9;k.A.;L3;01.02.2026;7;7;0;B
            ;;;;;L1;01.03.2026;0;7;0;A
            3/99;Z;Z;1;7;L1;01.03.2026;5;7;0;X
            """);

        var result = await fixture.LoadAsync(new ImportRequest(path, mapping));

        Assert.Equal("2 new, 0 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(result, "lending.borrower"));
        Assert.Equal(["77|Ann Ex|CA|650", "88|Why|??|·"], await fixture.RowsAsync("select number, name, state, credit_score from lending.borrower order by 1"));
        Assert.Equal(
            [
                "L1|2026-02-28|1000.50|0.052500000|10.00|0.00|accruing|1",
                "L2|2026-02-28|2000.00|·|0.00|3.50|nonaccrual|2",
                "L3|2026-02-28|7.00|0.070000000|0.00|0.00|accruing|1",
            ],
            await fixture.RowsAsync(
                "select l.loan_number, m.month_end, m.upb, m.note_rate, m.drawn, m.scheduled_principal, m.accrual, m.remaining_term from lending.loan_month m join lending.loan l on l.id = m.loan_id order by 1"));
    }

    [Fact]
    public async Task A_word_that_the_mapping_does_not_know_and_a_zero_without_a_word_are_bad()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var mapping = ImportFixture.Mapping(
            """
            {"tables":[{"table":"escrow.vendor","columns":{
              "code":{"column":"id"},
              "name":{"expr":{"column":"amount","bySign":{"positive":"in","negative":"out"}}},
              "category":{"expr":{"column":"kind","values":{"L":"legal","M":"medical"}}}}}]}
            """);

        var result = await fixture.LoadAsync(new ImportRequest(fixture.Write("v.csv", "id,amount,kind\n1,5,L\n2,0,M\n3,5,Q\n"), mapping));

        Assert.Equal(
            ["3|amount|0|The number is 0, and the mapping has no word for it.", "4|kind|Q|The mapping has no word for \"Q\"; it knows L, M."],
            ImportFixture.Lines(result));
    }

    [Fact]
    public async Task Parents_that_differ_within_a_file_are_bad_rows()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var path = fixture.Write("ledger.csv",
            """
            txn_no,date,description,account,amount,currency
            1,2015-01-24,Ride,Expenses:A,33.92,USD
            1,2015-01-25,Ride,Liabilities:B,-33.92,USD
            """);

        var result = await fixture.LoadAsync(new ImportRequest(path, ImportFixture.Example("hackclub-ledger")));

        Assert.False(result.IsLoaded);
        Assert.Equal("2|txn_no|HC-1|Lines 2, 3 have the same key but differ in posted_on.", ImportFixture.Lines(result)[0]);
    }

    [Fact]
    public async Task A_parent_that_recurs_stays_when_the_row_it_first_stood_in_is_left_out()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var mapping = ImportFixture.Mapping(
            """
            {"tables":[
              {"table":"lending.portfolio","distinct":true,"columns":{"code":{"const":"P"},"name":{"const":"Portfolio"}}},
              {"table":"lending.loan","columns":{"loan_number":{"column":"loan"},"portfolio_code":{"const":"P"},"borrower_number":{"column":"borrower"},"currency":{"const":"USD"}}}]}
            """);
        var path = fixture.Write("loans.csv", "loan,borrower\nL1,unknown\nL2,\nL3,unknown\nL4,\n");

        var result = await fixture.LoadAsync(new ImportRequest(path, mapping) { SkipBadRows = true });

        Assert.Equal([2L, 4L], result.Rejects.Select(reject => reject.Line));
        Assert.Equal(["L2|P", "L4|P"], await fixture.RowsAsync("select loan_number, portfolio_code from lending.loan order by 1"));
    }

    [Fact]
    public async Task Missing_source_columns_are_all_named()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        var outcome = await fixture.Importer.LoadAsync(
            ImportFixture.Manager, new ImportRequest(fixture.Write("x.csv", "txn_no,day\n1,2\n"), ImportFixture.Example("hackclub-ledger")), default);

        Assert.Equal(["account", "date", "description", "amount", "currency"], outcome.Problems.Select(problem => problem.Message.Split('"')[1]));
    }
}
