namespace ReportingAdmin.Tests.Testing;

/// <summary>Writes a few escrow rows into a test's database, as a person would jot them down.</summary>
/// <param name="db">The database.</param>
public sealed class EscrowSeed(TestDatabase db)
{
    /// <summary>An agency; its name is "Agency " and the code.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="state">The state it sits in.</param>
    /// <param name="card">Whether the master data say that it uses a corporate card; null = not said.</param>
    public Task AgencyAsync(string code, string? state = null, bool? card = null) =>
        db.InsertAsync("escrow.agency", new { Code = code, Name = "Agency " + code, State = state, UsesCorporateCard = card });

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
    /// <param name="state">The state that the person lives in.</param>
    public Task PartyAsync(string code, string name, string? state = null) => db.InsertAsync("escrow.party", new { Code = code, Name = name, State = state });

    /// <summary>A person's role in a case.</summary>
    /// <param name="number">The case number.</param>
    /// <param name="party">Code of the person.</param>
    /// <param name="role"><c>surrogate</c>, <c>egg_donor</c> or <c>intended_parent</c>.</param>
    /// <param name="from">ISO date.</param>
    /// <param name="to">ISO date; null = still.</param>
    public Task RoleAsync(string number, string party, string role, string from, string? to = null) => db.ExecuteAsync(
        """
        insert into escrow.case_party (case_id, party_id, role, from_on, to_on)
        select c.id, p.id, $3, $4, $5 from escrow.escrow_case c, escrow.party p where c.case_number = $1 and p.code = $2
        """,
        number, party, role, from, to);

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

    /// <summary>The terms of a case from a day on.</summary>
    /// <param name="number">The case number.</param>
    /// <param name="from">ISO date.</param>
    /// <param name="allowance">Monthly allowance; null = not named.</param>
    /// <param name="compensation">Base compensation; null = not named.</param>
    public Task TermsAsync(string number, string from, string? allowance, string? compensation) => db.ExecuteAsync(
        """
        insert into escrow.case_terms (case_id, effective_from, monthly_allowance, base_compensation)
        select c.id, $2, $3, $4 from escrow.escrow_case c where c.case_number = $1
        """,
        number, from, allowance, compensation);

    /// <summary>A milestone of a case.</summary>
    /// <param name="number">The case number.</param>
    /// <param name="kind">Such as <c>heartbeat_confirmed</c>.</param>
    /// <param name="on">ISO date.</param>
    public Task MilestoneAsync(string number, string kind, string on) => db.ExecuteAsync(
        """
        insert into escrow.case_milestone (case_id, agency_code, kind, occurred_on)
        select c.id, c.agency_code, $2, $3 from escrow.escrow_case c where c.case_number = $1
        """,
        number, kind, on);

    /// <summary>A disbursement request as its file has it today.</summary>
    /// <param name="number">The request number.</param>
    /// <param name="caseNumber">The case number.</param>
    /// <param name="submittedAt">Instant with its offset.</param>
    /// <param name="status">Today's status.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="paidAt">Instant with its offset; null = not paid.</param>
    /// <param name="staff">Code of the staff member.</param>
    public Task RequestAsync(
        string number, string caseNumber, string submittedAt, string status, string amount, string? paidAt = null, string? staff = null) =>
        db.ExecuteAsync(
            """
            insert into escrow.disbursement_request (request_number, case_id, submitted_at, status, amount, paid_at, staff_id)
            select $1, c.id, $3, $4, $5, $6, (select s.id from escrow.staff s where s.code = $7)
            from escrow.escrow_case c where c.case_number = $2
            """,
            number, caseNumber, submittedAt, status, amount, paidAt, staff);

    /// <summary>The history of a request, each line <c>2026-01-31T23:00:00-07 approved</c>, then the amount where it is known.</summary>
    /// <param name="number">The request number.</param>
    /// <param name="changes">In order.</param>
    public async Task RequestHistoryAsync(string number, params IReadOnlyList<string> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            var words = changes[i].Split(' ');
            await db.ExecuteAsync(
                """
                insert into escrow.disbursement_request_history (request_id, seq, changed_at, status, amount)
                select r.id, $2, $3, $4, $5 from escrow.disbursement_request r where r.request_number = $1
                """,
                number, i, words[0], words[1], words.Length > 2 ? words[2] : null);
        }
    }

    /// <summary>A trust account; its name is "Account " and the code.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="currency">ISO code.</param>
    public Task TrustAccountAsync(string code, string currency) =>
        db.InsertAsync("escrow.trust_account", new { Code = code, Name = "Account " + code, Currency = currency });

    /// <summary>Puts all entries of a currency into a trust account.</summary>
    /// <param name="currency">ISO code.</param>
    /// <param name="account">Code of the account.</param>
    public Task BankedAsync(string currency, string account) => db.ExecuteAsync(
        "update escrow.ledger_entry set trust_account_id = (select t.id from escrow.trust_account t where t.code = $2) where currency = $1",
        currency, account);

    /// <summary>The bank cleared these entries on a day.</summary>
    /// <param name="on">ISO date.</param>
    /// <param name="entries">Their numbers.</param>
    public async Task ClearedAsync(string on, params IReadOnlyList<string> entries)
    {
        foreach (var entry in entries)
        {
            await db.ExecuteAsync("update escrow.ledger_entry set cleared_on = $2 where entry_number = $1", entry, on);
        }
    }

    /// <summary>A bank statement.</summary>
    /// <param name="account">Code of the account.</param>
    /// <param name="on">ISO date.</param>
    /// <param name="balance">Closing balance.</param>
    public Task StatementAsync(string account, string on, string balance) => db.ExecuteAsync(
        """
        insert into escrow.bank_statement (trust_account_id, statement_on, closing_balance)
        select t.id, $2, $3 from escrow.trust_account t where t.code = $1
        """,
        account, on, balance);

    /// <summary>
    /// Five cases that end in different ways: A1 lived over a leap day, A2 was closed and reopened, A3 was closed, A4 was
    /// cancelled, A5 was closed on the day of its opening.
    /// </summary>
    public async Task LivesAsync()
    {
        await AgencyAsync("NW", "ID");
        await AgencyAsync("SE");
        await CaseAsync("A1", "NW", "2024-02-29", state: "ID");
        await CaseAsync("A2", "NW", "2026-01-10", type: "egg_donation", state: "WA");
        await CaseAsync("A3", "SE", "2026-01-15", state: "ID");
        await CaseAsync("A4", "SE", "2026-02-01", state: "ID");
        await CaseAsync("A5", "NW", "2026-03-05", state: "ID");
        await StatusAsync("A1", "2025-03-01 closed");
        await StatusAsync("A2", "2026-02-10 closed", "2026-02-20 open");
        await StatusAsync("A3", "2026-03-31 closed");
        await StatusAsync("A4", "2026-02-15 cancelled");
        await StatusAsync("A5", "2026-03-05 open", "2026-03-05 closed");
    }

    /// <summary>
    /// Four cases and eleven entries of January to March 2026: C1 pays and is once below zero, C2's deposit is reversed, C3 is in
    /// euros and closed, C4 is cancelled.
    /// </summary>
    public async Task BookAsync()
    {
        await AgencyAsync("NW");
        await AgencyAsync("SE");
        await CaseAsync("C1", "NW", "2026-01-10", state: "ID");
        await CaseAsync("C2", "NW", "2026-01-31", type: "egg_donation", state: "WA");
        await CaseAsync("C3", "SE", "2026-02-01", currency: "EUR", state: "ID");
        await CaseAsync("C4", "NW", "2026-01-15", state: "ID");
        await StatusAsync("C3", "2026-03-31 closed");
        await StatusAsync("C4", "2026-02-10 cancelled");
        await LedgerAsync(
            "E01 C1 2026-01-10 deposit 1000.00",
            "E02 C1 2026-01-31 disbursement 300.00",
            "E03 C4 2026-01-20 deposit 10.00",
            "E04 C1 2026-02-01 deduction 50.00",
            "E05 C1 2026-02-15 disbursement 800.00",
            "E06 C2 2026-02-28 deposit 500.00",
            "E07 C3 2026-02-01 deposit 200.00",
            "E08 C2 2026-03-01 reversal 500.00 of=E06",
            "E09 C1 2026-03-02 reversal 300.00 of=E02",
            "E10 C1 2026-03-31 vendor_refund 20.00",
            "E11 C3 2026-03-31 debit 75.00");
    }

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
