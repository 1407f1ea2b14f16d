using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>A database without a row, and some whose amounts are the greatest that can be stored; made when first asked for.</summary>
public sealed class EdgeDatabases : IAsyncLifetime
{
    /// <summary>The greatest amount of money that can be stored.</summary>
    public const string Greatest = "9999999999999999.99";

    private TestDatabase? _empty;
    private TestDatabase? _greatest;
    private TestDatabase? _twice;
    private TestDatabase? _uneven;
    private TestDatabase? _utmost;

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        foreach (var database in new[] { _empty, _greatest, _twice, _uneven, _utmost })
        {
            if (database is not null)
            {
                await database.DisposeAsync();
            }
        }
    }

    /// <summary>Tables without a row.</summary>
    public async Task<TestDatabase> EmptyAsync() => _empty ??= await TestDatabase.CloneAsync(Template.Empty);

    /// <summary>September and October 2026 with the greatest amounts, each once per currency and month.</summary>
    public async Task<TestDatabase> GreatestAsync()
    {
        if (_greatest is null)
        {
            _greatest = await TestDatabase.CloneAsync(Template.Empty);
            await EscrowAsync(new EscrowSeed(_greatest));
            await LendingAsync(new LendingSeed(_greatest), Greatest, Greatest);
        }

        return _greatest;
    }

    /// <summary>The same months with each of these amounts twice: what is summed is more than one entry can hold.</summary>
    public async Task<TestDatabase> TwiceAsync()
    {
        if (_twice is null)
        {
            _twice = await TestDatabase.CloneAsync(Template.Empty);
            var (escrow, lending) = (new EscrowSeed(_twice), new LendingSeed(_twice));
            await EscrowAsync(escrow);
            await EscrowAgainAsync(escrow);
            await LendingAsync(lending, Greatest, Greatest);
            await LendingAgainAsync(lending);
        }

        return _twice;
    }

    /// <summary>The same months with a cent in September beside a hundred billion in October, and a cent lost beside a hundred billion recovered.</summary>
    public async Task<TestDatabase> UnevenAsync() => _uneven ??= await BesideACentAsync("99999999999.99");

    /// <summary>The same with the greatest amount in October.</summary>
    public async Task<TestDatabase> UtmostAsync() => _utmost ??= await BesideACentAsync(Greatest);

    private static async Task<TestDatabase> BesideACentAsync(string then)
    {
        var database = await TestDatabase.CloneAsync(Template.Empty);
        var lending = new LendingSeed(database);
        await LendingAsync(lending, "0.01", then);
        // A cent was assessed in October, and what was assessed in September is waived then.
        await lending.RowsAsync("lending.fee", "fee_number=F3 loan=LM kind=nsf assessed_on=2026-10-05 amount=0.01", $"fee_number=F4 loan=LM kind=nsf assessed_on=2026-09-05 amount={then}");
        await lending.RowsAsync("lending.fee_event", $"number=E3 fee=F4 kind=waived occurred_on=2026-10-06 amount={then}");
        var escrow = new EscrowSeed(database);
        await escrow.AgencyAsync("MX");
        await escrow.CaseAsync("M1", "MX", "2026-09-01");
        await escrow.LedgerAsync("X1 M1 2026-09-10 deposit 0.01", $"X2 M1 2026-10-10 deposit {then}");
        return database;
    }

    private static async Task EscrowAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("MX", "ID", card: true);
        await seed.VendorAsync("V1", "Vendor", "legal");
        await seed.StaffAsync("ANA", "Ana Sample");
        await seed.CaseAsync("M1", "MX", "2026-09-01", staff: "ANA", state: "ID");
        await seed.CaseAsync("M2", "MX", "2026-09-01", type: "egg_donation", currency: "EUR");
        await seed.CaseAsync("M3", "MX", "2026-09-01", currency: "CAD");
        await seed.CaseAsync("M4", "MX", "2026-09-01", currency: "GBP");
        await seed.CaseAsync("M5", "MX", "2026-09-01", currency: "CHF");
        await seed.TermsAsync("M1", "2026-09-01", Greatest, Greatest);
        await seed.MilestoneAsync("M1", "contract_uploaded", "2026-09-10");
        await seed.MilestoneAsync("M1", "heartbeat_confirmed", "2026-09-10");
        await seed.MilestoneAsync("M1", "base_comp_started", "2026-09-10");
        await seed.LedgerAsync(
            $"X1 M1 2026-09-10 deposit {Greatest}",
            $"X2 M1 2026-10-10 disbursement {Greatest} vendor=V1",
            $"X3 M2 2026-10-31 deposit {Greatest}",
            $"X4 M2 2026-10-31 debit 0.01 vendor=V1 method=corporate_card",
            $"X5 M3 2026-09-10 deposit {Greatest}",
            $"X6 M4 2026-09-10 deduction {Greatest}",
            $"X7 M5 2026-09-10 debit {Greatest}");
        await seed.StatusAsync("M2", "2026-10-31 closed");
        await seed.RequestAsync("R1", "M1", "2026-09-15T12:00:00Z", "paid", Greatest, "2026-10-10T12:00:00Z", "ANA");
        await seed.TrustAccountAsync("T1", "USD");
        await seed.BankedAsync("USD", "T1");
        await seed.ClearedAsync("2026-09-11", "X1");
        await seed.StatementAsync("T1", "2026-09-30", Greatest);
    }

    private static async Task EscrowAgainAsync(EscrowSeed seed)
    {
        await seed.LedgerAsync(
            $"Y1 M1 2026-09-10 deposit {Greatest}",
            $"Y2 M1 2026-10-10 disbursement {Greatest} vendor=V1",
            $"Y3 M2 2026-10-31 deposit {Greatest}",
            $"Y4 M2 2026-10-31 debit {Greatest} vendor=V1 method=corporate_card",
            $"Y5 M3 2026-09-10 deposit {Greatest}",
            $"Y6 M4 2026-09-10 deduction {Greatest}",
            $"Y7 M5 2026-09-10 debit {Greatest}");
        await seed.RequestAsync("R2", "M1", "2026-09-15T12:00:00Z", "paid", Greatest, "2026-10-10T12:00:00Z", "ANA");
        await seed.BankedAsync("USD", "T1");
        await seed.CaseAsync("M6", "MX", "2026-09-01");
        await seed.TermsAsync("M6", "2026-09-01", Greatest, Greatest);
    }

    private static async Task LendingAgainAsync(LendingSeed seed)
    {
        await seed.LoanAsync("LM2", "PM", "2026-09-01", decimal.Parse(Greatest, System.Globalization.CultureInfo.InvariantCulture));
        await seed.LoanAsync("LE2", "PM", "2026-09-01", 1m, "EUR");
        await seed.MonthAsync("2026-09-30", $"LM2 {Greatest} rate=0.99 term=360 dpd=45 late={Greatest} accrued=0 accrual=accruing", $"LE2 {Greatest} dpd=0");
        await seed.MonthAsync("2026-10-31", $"LM2 {Greatest} rate=0.99 term=359 dpd=75 late={Greatest} accrued=0 accrual=accruing", "LE2 0.00 left=charged_off");
        await seed.PaymentsAsync($"PM2 LM2 2026-10-05 {Greatest} principal={Greatest}");
        await seed.RowsAsync("lending.loan_cash_flow", $"flow_number=F2 loan=LM2 occurred_on=2026-09-01 kind=funding amount=-{Greatest}");
        await seed.RowsAsync("lending.interest_event", $"loan=LM2 month=2026-09-01 earned={Greatest}", $"loan=LM2 month=2026-10-01 collected={Greatest}");
        await seed.RowsAsync("lending.charge_off", $"number=C2 loan=LE2 charged_off_on=2026-10-31 posted_on=2026-10-31 principal={Greatest}");
        await seed.RowsAsync("lending.fee", $"fee_number=F2 loan=LM2 kind=late assessed_on=2026-09-05 amount={Greatest}");
        await seed.RowsAsync("lending.promise", $"number=R2 loan=LM2 collector=C1 promised_on=2026-09-28 due_on=2026-10-04 amount={Greatest}");
        await seed.RowsAsync("lending.modification",
            $"number=M2 loan=LM2 effective_on=2026-09-15 kind=rate_cut upb_before={Greatest} upb_after={Greatest} payment_before={Greatest} payment_after={Greatest}");
        await seed.EntryAsync("J2 2026-10-05", $"1000 debit {Greatest}", $"1200 credit {Greatest}");
    }

    private static async Task LendingAsync(LendingSeed seed, string first, string then)
    {
        await seed.PortfolioAsync("PM");
        await seed.LoanAsync("LM", "PM", "2026-09-01", decimal.Parse(first, System.Globalization.CultureInfo.InvariantCulture));
        await seed.LoanAsync("LE", "PM", "2026-09-01", 1m, "EUR");
        await seed.LoanAsync("LP", "PM", "2026-09-01", 1m, "CAD");
        await seed.MonthAsync("2026-09-30", $"LP {first} dpd=0", $"LM {first} rate=0.99 term=360 dpd=45 late={first} accrued=0 accrual=accruing", $"LE {first} dpd=0");
        await seed.MonthAsync("2026-10-31", $"LP 0.00 left=paid_off began={first} paid=0 prepaid={first} exit={first}", $"LM {then} rate=0.99 term=359 dpd=75 late={then} accrued=0 accrual=accruing", "LE 0.00 left=charged_off");
        await seed.PaymentsAsync($"PM1 LM 2026-10-05 {then} principal={then}");
        await seed.RowsAsync("lending.loan_cash_flow", $"flow_number=F1 loan=LM occurred_on=2026-09-01 kind=funding amount=-{first}");
        await seed.RowsAsync("lending.interest_event", $"loan=LM month=2026-09-01 earned={first}", $"loan=LM month=2026-10-01 collected={then}");
        await seed.RowsAsync("lending.charge_off", $"number=C1 loan=LE charged_off_on=2026-10-31 posted_on=2026-10-31 principal={first}");
        await seed.RecoveryAsync("V1", "C1", "2026-10-31", decimal.Parse(then, System.Globalization.CultureInfo.InvariantCulture), 0m);
        await seed.RowsAsync("lending.fee", $"fee_number=F1 loan=LM kind=late assessed_on=2026-09-05 amount={first}");
        await seed.RowsAsync("lending.fee_event", $"number=E1 fee=F1 kind=collected occurred_on=2026-10-05 amount={then}");
        await seed.RowsAsync("lending.collector", "code=C1 name=Ann");
        await seed.RowsAsync("lending.promise", $"number=R1 loan=LM collector=C1 promised_on=2026-09-28 due_on=2026-10-04 amount={first}");
        await seed.RowsAsync("lending.modification",
            $"number=M1 loan=LM effective_on=2026-09-15 kind=rate_cut upb_before={first} upb_after={then} payment_before={first} payment_after={then}");
        await seed.RowsAsync("lending.compliance_rule", "code=R1 name=Rule");
        await seed.RowsAsync("lending.compliance_check", "number=K1 rule=R1 loan=LM checked_on=2026-10-01 result=fail");
        await seed.AccountsAsync("1000 Cash asset", "1200 Loans asset");
        await seed.EntryAsync("J1 2026-10-05", $"1000 debit {then}", $"1200 credit {then}");
    }
}
