namespace ReportingAdmin.Tests.Testing;

/// <summary>Writes a few escrow rows into a test's database, as a person would jot them down.</summary>
/// <param name="db">The database.</param>
public sealed partial class EscrowSeed(TestDatabase db)
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

    /// <summary>Later statuses of a case, each <c>2026-03-31 closed</c>; the case itself is put as the last one has it.</summary>
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

        // The case file says how it stands in the end.
        var last = changes[^1].Split(' ');
        await db.ExecuteAsync(
            "update escrow.escrow_case set status = $2, closed_on = $3 where case_number = $1",
            number, last[1], last[1] == "open" ? null : last[0]);
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
}
