namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>Files of cases and their histories: nothing is closed before it is opened.</summary>
public sealed class CaseOpeningTests
{
    private const string Case = "escrow.escrow_case";
    private const string History = "escrow.case_status_history";
    private const string CaseHeader = "case_number,case_type,agency_code,opened_on,currency,status,closed_on";
    private const string Sentence = "The status of a case does not change before the case is opened.";

    [Fact]
    public async Task A_case_or_a_history_closed_before_the_opening_is_refused_with_its_line()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("escrow.agency", "code,name", "A,Agency A");

        var early = await fixture.LoadAsync(Case, CaseHeader, "C1,surrogacy,A,2025-01-02,USD,closed,2025-01-01");
        Assert.Equal(["2|closed_on|2025-01-01|A case is not closed before it is opened."], ImportFixture.Lines(early));
        Assert.Equal(["0"], await fixture.RowsAsync("select count(*) from escrow.escrow_case"));

        await fixture.LoadAsync(Case, CaseHeader, "C1,surrogacy,A,2026-01-10,USD,open,");
        var history = await fixture.LoadAsync(History, "case_number,changed_on,status", "C1,2026-01-10,open", "C1,2025-12-01,closed");
        Assert.Equal([$"3|changed_on|2025-12-01|{Sentence}"], ImportFixture.Lines(history));
        Assert.Equal(["0"], await fixture.RowsAsync("select count(*) from escrow.case_status_history where seq >= 0"));

        // A history that is loaded holds an opening too.
        await fixture.LoadAsync(History, "case_number,changed_on,status", "C1,2026-02-01,closed");
        var later = await fixture.LoadAsync(Case, CaseHeader, "C1,surrogacy,A,2026-02-02,USD,closed,2026-02-02");
        Assert.Equal([$"2|opened_on|2026-02-02|{Sentence}"], ImportFixture.Lines(later));
        Assert.Equal(["2026-01-10"], await fixture.RowsAsync("select opened_on from escrow.escrow_case"));
    }

    [Fact]
    public async Task A_history_from_before_this_was_asked_holds_up_no_other_change()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("escrow.agency", "code,name", "A,Agency A", "B,Agency B");
        await fixture.LoadAsync(Case, CaseHeader, "C1,surrogacy,A,2026-02-10,USD,open,");
        await fixture.Db.ExecuteAsync(
            """
            alter table escrow.case_status_history disable trigger check_openings_on_insert;
            insert into escrow.case_status_history (case_id, agency_code, changed_on, status) select id, agency_code, '2026-02-01', 'open' from escrow.escrow_case;
            alter table escrow.case_status_history enable trigger check_openings_on_insert
            """);

        Assert.Empty(ImportFixture.Lines(await fixture.LoadAsync(Case, CaseHeader, "C1,surrogacy,B,2026-02-10,USD,open,"))); // another agency
        Assert.Empty(ImportFixture.Lines(await fixture.LoadAsync(Case, CaseHeader, "C1,surrogacy,B,2026-02-05,USD,open,"))); // nearer to its history
        Assert.Empty(ImportFixture.Lines(await fixture.LoadAsync(History, "case_number,changed_on,status", "C1,2026-02-01,open"))); // the same again
        Assert.Equal(["B 2026-02-05"], await fixture.RowsAsync("select agency_code || ' ' || opened_on from escrow.escrow_case"));
        var worse = await fixture.LoadAsync(History, "case_number,changed_on,status", "C1,2026-01-31,closed");
        Assert.Equal([$"2|changed_on|2026-01-31|{Sentence}"], ImportFixture.Lines(worse));
    }

    [Fact]
    public async Task A_case_and_its_history_in_one_file_are_asked_together()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("escrow.agency", "code,name", "A,Agency A");
        var mapping = ImportFixture.Mapping(
            """
            {
              "name": "cases-with-histories",
              "tables": [
                {
                  "table": "escrow.escrow_case", "distinct": true,
                  "columns": {
                    "case_number": { "column": "no" }, "case_type": { "const": "surrogacy" }, "agency_code": { "const": "A" },
                    "opened_on": { "column": "opened" }, "currency": { "const": "USD" }
                  }
                },
                {
                  "table": "escrow.case_status_history",
                  "columns": { "case_number": { "column": "no" }, "changed_on": { "column": "changed" }, "status": { "column": "status" } }
                }
              ]
            }
            """);

        var refused = await fixture.LoadAsync(new Core.Syncs.Importing.ImportRequest(
            fixture.Write("both.csv", "no,opened,changed,status\nC1,2026-01-10,2026-01-10,open\nC1,2026-01-10,2026-01-09,closed\n"), mapping));
        Assert.Equal([$"3|changed|2026-01-09|{Sentence}"], ImportFixture.Lines(refused));

        var loaded = await fixture.LoadAsync(new Core.Syncs.Importing.ImportRequest(
            fixture.Write("good.csv", "no,opened,changed,status\nC1,2026-01-10,2026-01-10,open\nC1,2026-01-10,2026-01-19,closed\n"), mapping));
        Assert.Empty(ImportFixture.Lines(loaded));
    }
}
