namespace ReportingAdmin.Tests.Testing;

/// <summary>Writes a few escrow rows into a test's database, as a person would jot them down.</summary>
/// <param name="db">The database.</param>
public sealed class EscrowSeed(TestDatabase db)
{
    /// <summary>An agency; its name is "Agency " and the code.</summary>
    /// <param name="code">Its code.</param>
    public Task AgencyAsync(string code) => db.InsertAsync("escrow.agency", new { Code = code, Name = "Agency " + code });

    /// <summary>A salesperson.</summary>
    /// <param name="code">The code.</param>
    /// <param name="name">The name.</param>
    public Task StaffAsync(string code, string name) => db.InsertAsync("escrow.staff", new { Code = code, Name = name, Team = "sales" });

    /// <summary>A vendor.</summary>
    /// <param name="code">The code.</param>
    /// <param name="name">The name.</param>
    /// <param name="category">The trade.</param>
    public Task VendorAsync(string code, string name, string? category = "other") =>
        db.InsertAsync("escrow.vendor", new { Code = code, Name = name, Category = category });

    /// <summary>A surrogate, donor or intended parent.</summary>
    /// <param name="code">The code.</param>
    /// <param name="name">The name.</param>
    public Task PartyAsync(string code, string name) => db.InsertAsync("escrow.party", new { Code = code, Name = name });

    /// <summary>A case, open from its opening on.</summary>
    /// <param name="number">The case number.</param>
    /// <param name="agency">Code of its agency.</param>
    /// <param name="openedOn">ISO date.</param>
    /// <param name="type"><c>surrogacy</c> or <c>egg_donation</c>.</param>
    /// <param name="currency">ISO code.</param>
    /// <param name="staff">Code of the salesperson.</param>
    /// <param name="state">Governing state.</param>
    public Task CaseAsync(
        string number, string agency, string openedOn, string type = "surrogacy", string currency = "USD", string? staff = null, string? state = null) =>
        db.ExecuteAsync(
            """
            insert into escrow.escrow_case (case_number, case_type, agency_id, sales_staff_id, opened_on, currency, state, status)
            select $1, $2, a.id, (select s.id from escrow.staff s where s.code = $6), $4, $5, $7, 'open'
            from escrow.agency a where a.code = $3
            """,
            number, type, agency, openedOn, currency, staff, state);

    /// <summary>Later statuses of a case, each <c>2026-03-31 closed</c>.</summary>
    /// <param name="number">The case number.</param>
    /// <param name="changes">Date and status, in order.</param>
    public async Task StatusAsync(string number, params IReadOnlyList<string> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            var words = changes[i].Split(' ');
            await db.ExecuteAsync(
                """
                insert into escrow.case_status_history (case_id, agency_code, changed_on, seq, status)
                select c.id, c.agency_code, $2, $4, $3 from escrow.escrow_case c where c.case_number = $1
                """,
                number, words[0], words[1], i);
        }
    }

    /// <summary>The day on which a case's contract was uploaded.</summary>
    /// <param name="number">The case number.</param>
    /// <param name="on">ISO date.</param>
    public Task ContractAsync(string number, string on) => db.ExecuteAsync(
        """
        insert into escrow.case_milestone (case_id, agency_code, kind, occurred_on)
        select c.id, c.agency_code, 'contract_uploaded', $2 from escrow.escrow_case c where c.case_number = $1
        """,
        number, on);

    /// <summary>
    /// Ledger entries, a line each: <c>E1 C1 2026-01-10 deposit 1000.00</c>, then any of <c>vendor=</c>, <c>party=</c>,
    /// <c>method=</c>, <c>cleared=</c>, <c>memo=</c>; a reversal is <c>E2 C1 2026-02-01 reversal 1000.00 of=E1</c>.
    /// </summary>
    /// <param name="lines">The lines, in order.</param>
    public async Task LedgerAsync(params IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var more = words.Skip(5).Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
            var inserted = await db.ExecuteAsync(
                """
                insert into escrow.ledger_entry (
                    entry_number, case_id, posted_on, kind, amount, vendor_id, payee_party_id, reverses_id, method, cleared_on, memo)
                select $1, c.id, $3, $4, $5,
                       (select v.id from escrow.vendor v where v.code = $6),
                       (select p.id from escrow.party p where p.code = $7),
                       (select e.id from escrow.ledger_entry e where e.entry_number = $8), $9, $10, $11
                from escrow.escrow_case c where c.case_number = $2
                """,
                words[0], words[1], words[2], words[3], words[4],
                more.GetValueOrDefault("vendor"), more.GetValueOrDefault("party"), more.GetValueOrDefault("of"),
                more.GetValueOrDefault("method"), more.GetValueOrDefault("cleared"), more.GetValueOrDefault("memo"));
            Assert.Equal(1, inserted);
        }
    }
}
