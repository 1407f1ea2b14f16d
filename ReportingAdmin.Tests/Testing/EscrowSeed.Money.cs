namespace ReportingAdmin.Tests.Testing;

/// <summary>Requests, trust accounts and the ledger.</summary>
public sealed partial class EscrowSeed
{
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
