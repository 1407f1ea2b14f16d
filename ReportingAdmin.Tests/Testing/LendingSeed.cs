using System.Globalization;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Writes a few lending rows into a test's database, as a person would jot them down.</summary>
/// <param name="db">The database.</param>
public sealed partial class LendingSeed(TestDatabase db)
{
    private static readonly Dictionary<string, string> s_snapshotWords = new(StringComparer.Ordinal)
    {
        ["rate"] = "note_rate",
        ["term"] = "remaining_term",
        ["dpd"] = "days_past_due",
        ["due"] = "oldest_unpaid_due_on",
        ["late"] = "past_due_amount",
        ["accrued"] = "accrued_interest",
        ["began"] = "beginning_upb",
        ["paid"] = "scheduled_principal",
        ["prepaid"] = "unscheduled_principal",
        ["exit"] = "exit_upb",
    };

    /// <summary>A portfolio; its name is "Portfolio " and the code.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="method"><c>dpd</c>, <c>mba</c> or <c>ots</c>.</param>
    /// <param name="owned">On our own balance sheet.</param>
    /// <param name="currency">ISO code.</param>
    public Task PortfolioAsync(string code, string method = "dpd", bool owned = true, string currency = "USD") =>
        db.InsertAsync("lending.portfolio", new { Code = code, Name = "Portfolio " + code, DelinquencyMethod = method, Owned = owned, Currency = currency });

    /// <summary>A loan program; its name is "Program " and the code.</summary>
    /// <param name="code">Its code.</param>
    public Task ProgramAsync(string code) => db.InsertAsync("lending.program", new { Code = code, Name = "Program " + code });

    /// <summary>A loan with a borrower of its own (<c>B-</c> and the loan's number).</summary>
    /// <param name="number">The loan number.</param>
    /// <param name="portfolio">Code of its portfolio.</param>
    /// <param name="originatedOn">ISO date.</param>
    /// <param name="principal">At origination.</param>
    /// <param name="currency">ISO code.</param>
    /// <param name="program">Code of its program.</param>
    /// <param name="state">Of the property.</param>
    public async Task LoanAsync(
        string number,
        string portfolio,
        string originatedOn = "2025-01-15",
        decimal principal = 1000m,
        string currency = "USD",
        string? program = null,
        string? state = null)
    {
        await db.ExecuteAsync("insert into lending.borrower (number, name, ssn_last4) values ($1, $2, '1234')", "B-" + number, "Borrower of " + number);
        await db.ExecuteAsync(
            """
            insert into lending.loan (loan_number, portfolio_id, program_id, borrower_id, currency, originated_on, original_principal, property_state)
            select $1, p.id, (select g.id from lending.program g where g.code = $3), (select b.id from lending.borrower b where b.number = $4), $5, $6, $7, $8
            from lending.portfolio p where p.code = $2
            """,
            number, portfolio, program, "B-" + number, currency, originatedOn, principal, state);
    }

    /// <summary>
    /// A complete snapshot of a month-end, a line per loan: number and unpaid principal, then words such as <c>rate=0.06</c>,
    /// <c>term=</c>, <c>dpd=</c>, <c>due=</c> (oldest unpaid due date), <c>late=</c> (past due), <c>accrued=</c>, <c>began=</c>,
    /// <c>paid=</c>, <c>prepaid=</c>, <c>exit=</c>, <c>in=P2</c> (portfolio), <c>program=</c>, or a column's name; a loan that
    /// left has principal 0 and <c>left=paid_off</c>.
    /// </summary>
    /// <param name="monthEnd">ISO date.</param>
    /// <param name="loans">The lines.</param>
    public async Task MonthAsync(string monthEnd, params IReadOnlyList<string> loans)
    {
        await db.ScalarAsync<bool>("select lending.ensure_loan_month_partition($1)", monthEnd);
        foreach (var line in loans)
        {
            await SnapshotAsync(monthEnd, line);
        }

        await db.ExecuteAsync(
            """
            insert into lending.loan_month_load (month_end, portfolio_id, complete)
            select distinct m.month_end, m.portfolio_id, true from lending.loan_month m where m.month_end = $1
            on conflict do nothing
            """,
            monthEnd);
    }

    /// <summary>Says that a portfolio's snapshot of a month-end was loaded, in full or in part.</summary>
    /// <param name="monthEnd">ISO date.</param>
    /// <param name="portfolio">Its code.</param>
    /// <param name="complete">In full.</param>
    public Task LoadedAsync(string monthEnd, string portfolio, bool complete = true) => db.ExecuteAsync(
        """
        insert into lending.loan_month_load (month_end, portfolio_id, complete)
        select $1, p.id, $3 from lending.portfolio p where p.code = $2
        on conflict (month_end, portfolio_id) do update set complete = excluded.complete
        """,
        monthEnd, portfolio, complete);

    /// <summary>
    /// Payments, a line each: <c>PM1 L1 2026-10-05 100.00 principal=80.00 interest=20.00 method=ach</c>; any of <c>fees=</c>,
    /// <c>escrow=</c>, <c>unapplied=</c>, <c>received=</c>, <c>effective=</c>; a reversal or returned payment has negative amounts and
    /// <c>kind=reversal</c> or <c>kind=nsf</c> with <c>of=PM1</c>.
    /// </summary>
    /// <param name="lines">The lines, in order.</param>
    public async Task PaymentsAsync(params IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            var (plain, words) = Read(line);
            await db.ExecuteAsync(
                """
                insert into lending.payment (payment_number, loan_id, posted_on, amount, entry_kind, principal, interest, fees, escrow, unapplied,
                    method, received_on, effective_on, reverses_id)
                select $1, l.id, $3, $4, coalesce($5, 'payment'), $6, $7, $8, $9, $10, $11, $12, $13,
                    (select o.id from lending.payment o where o.payment_number = $14)
                from lending.loan l where l.loan_number = $2
                """,
                plain[0], plain[1], plain[2], Money(plain[3]), words.GetValueOrDefault("kind"),
                Money(words, "principal"), Money(words, "interest"), Money(words, "fees"), Money(words, "escrow"), Money(words, "unapplied"),
                words.GetValueOrDefault("method"), words.GetValueOrDefault("received"), words.GetValueOrDefault("effective"), words.GetValueOrDefault("of"));
        }
    }

    /// <summary>Accounts, a line each: <c>1200 Loans asset loans_receivable</c>; the control word may be missing.</summary>
    /// <param name="lines">Code, name, type, control.</param>
    public async Task AccountsAsync(params IReadOnlyList<string> lines)
    {
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            var side = words[2] is "asset" or "expense" ? "debit" : "credit";
            await db.InsertAsync(
                "lending.gl_account",
                new { Code = words[0], Name = words[1], Type = words[2], NormalSide = side, Control = words.Length > 3 ? words[3] : null });
        }
    }

    /// <summary>A journal entry: number, date and words (<c>source=payment</c>, <c>kind=opening</c>, <c>reverses=J1</c>, <c>text=</c>), then its lines.</summary>
    /// <param name="entry">Such as <c>J2 2026-10-05 source=payment</c>.</param>
    /// <param name="lines">Such as <c>1200 credit 80.00</c>; a currency other than USD, <c>loan=L1</c> or <c>portfolio=P1</c> may follow.</param>
    public async Task EntryAsync(string entry, params IReadOnlyList<string> lines)
    {
        var (plain, words) = Read(entry);
        await db.ExecuteAsync(
            """
            insert into lending.journal_entry (entry_number, posted_on, source, kind, description, reverses_id)
            values ($1, $2, $3, coalesce($4, 'normal'), $5, (select o.id from lending.journal_entry o where o.entry_number = $6))
            """,
            plain[0], plain[1], words.GetValueOrDefault("source"), words.GetValueOrDefault("kind"), words.GetValueOrDefault("text"), words.GetValueOrDefault("reverses"));
        var read = lines.Select(Read).ToList();
        await db.ExecuteAsync(
            """
            insert into lending.journal_line (entry_id, line, account_id, debit, credit, currency, loan_id, portfolio_id)
            select e.id, v.line, a.id, v.debit, v.credit, v.currency, l.id, p.id
            from unnest($2, $3, $4, $5, $6, $7, $8) as v (line, account, debit, credit, currency, loan, portfolio)
            join lending.journal_entry e on e.entry_number = $1
            join lending.gl_account a on a.code = v.account
            left join lending.loan l on l.loan_number = v.loan
            left join lending.portfolio p on p.code = v.portfolio
            """,
            plain[0],
            Enumerable.Range(1, read.Count).ToArray(),
            read.Select(line => line.Plain[0]).ToArray(),
            read.Select(line => line.Plain[1] == "debit" ? Money(line.Plain[2]) : 0m).ToArray(),
            read.Select(line => line.Plain[1] == "credit" ? Money(line.Plain[2]) : 0m).ToArray(),
            read.Select(line => line.Plain.Length > 3 ? line.Plain[3] : "USD").ToArray(),
            read.Select(line => line.Words.GetValueOrDefault("loan") ?? "").ToArray(),
            read.Select(line => line.Words.GetValueOrDefault("portfolio") ?? "").ToArray());
    }

    /// <summary>A modification of a loan.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="loan">The loan's number.</param>
    /// <param name="on">ISO date.</param>
    public Task ModificationAsync(string number, string loan, string on) => db.ExecuteAsync(
        "insert into lending.modification (number, loan_id, effective_on, kind) select $1, l.id, $3, 'rate_cut' from lending.loan l where l.loan_number = $2",
        number, loan, on);

    /// <summary>A charge-off of a loan.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="loan">The loan's number.</param>
    /// <param name="on">ISO date, of the charge-off and its posting.</param>
    /// <param name="principal">Charged off.</param>
    public Task ChargeOffAsync(string number, string loan, string on, decimal principal) => db.ExecuteAsync(
        "insert into lending.charge_off (number, loan_id, charged_off_on, posted_on, principal) select $1, l.id, $3, $3, $4 from lending.loan l where l.loan_number = $2",
        number, loan, on, principal);

    /// <summary>A recovery on a charge-off.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="chargeOff">The charge-off's number.</param>
    /// <param name="on">ISO date, of receipt and posting.</param>
    /// <param name="amount">Received.</param>
    /// <param name="cost">Of collecting it.</param>
    public Task RecoveryAsync(string number, string chargeOff, string on, decimal amount, decimal cost) => db.ExecuteAsync(
        """
        insert into lending.recovery (number, charge_off_id, received_on, posted_on, amount, cost)
        select $1, c.id, $3, $3, $4, $5 from lending.charge_off c where c.number = $2
        """,
        number, chargeOff, on, amount, cost);

    /// <summary>A saved loan tape configuration.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fields">JSON list of fields and headings.</param>
    /// <param name="filters">JSON object of parameters.</param>
    /// <param name="masked">Masks personal fields.</param>
    public Task TapeAsync(string name, string fields, string filters, bool masked = false) =>
        db.ExecuteAsync("insert into app.loan_tape_config (name, fields, filters, masked) values ($1, $2, $3, $4)", name, fields, filters, masked);

    private async Task SnapshotAsync(string monthEnd, string line)
    {
        var (plain, words) = Read(line);
        if (words.Remove("left", out var left))
        {
            words["status"] = words["zero_balance_code"] = left;
        }

        var (portfolio, program) = (Take(words, "in"), Take(words, "program"));
        var columns = words.Select(word => s_snapshotWords.GetValueOrDefault(word.Key, word.Key)).ToList();
        var values = columns.Select((column, i) => string.Create(CultureInfo.InvariantCulture, $"t.{column}"));
        await db.ExecuteAsync(
            $"""
            insert into lending.loan_month (loan_id, month_end, portfolio_id, program_id, upb{string.Concat(columns.Select(column => ", " + column))})
            select l.id, $2, coalesce((select p.id from lending.portfolio p where p.code = $4), l.portfolio_id),
                coalesce((select g.id from lending.program g where g.code = $5), l.program_id), $3{string.Concat(values.Select(value => ", " + value))}
            from lending.loan l, jsonb_populate_record(null::lending.loan_month, $6) t
            where l.loan_number = $1
            """,
            plain[0], monthEnd, Money(plain[1]), portfolio, program,
            System.Text.Json.JsonSerializer.Serialize(words.Select((word, i) => (Column: columns[i], word.Value)).ToDictionary(pair => pair.Column, pair => pair.Value)));
    }

    private static (string[] Plain, Dictionary<string, string> Words) Read(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (
            [.. parts.Where(part => !part.Contains('=', StringComparison.Ordinal))],
            parts.Where(part => part.Contains('=', StringComparison.Ordinal))
                .Select(part => part.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
    }

    private static string? Take(Dictionary<string, string> words, string word) => words.Remove(word, out var value) ? value : null;

    private static decimal Money(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static decimal Money(Dictionary<string, string> words, string word) => words.TryGetValue(word, out var text) ? Money(text) : 0m;
}
