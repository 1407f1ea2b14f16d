namespace ReportingAdmin.Tests.Testing;

/// <summary>Whole sets of rows that several tests read.</summary>
public sealed partial class EscrowSeed
{
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
    /// Eight requests of the five lives: R1, R2 and R8 with a history, the last one's beginning after January; nothing is recorded
    /// of the others, of which R5 and R6 are in euros and R7 was paid in February.
    /// </summary>
    public async Task RequestsAsync()
    {
        await LivesAsync();
        await StaffAsync("ANA", "Ana Sample");
        await StaffAsync("BEN", "Ben Sample");
        await CaseAsync("A6", "SE", "2026-01-05", currency: "EUR");
        // Paid within a day, by its history; raised from 10.00 to 12.00 on the way.
        await RequestAsync("R1", "A3", "2026-01-31T23:30:00-07:00", "paid", "12.00", "2026-02-01T23:30:00-07:00", "ANA");
        await RequestHistoryAsync("R1", "2026-01-31T23:30:00-07:00 submitted 10.00", "2026-02-01T08:00:00-07:00 approved 12.00", "2026-02-01T23:30:00-07:00 paid");
        // Paid only after January, by its history; submitted is all that January knows.
        await RequestAsync("R2", "A3", "2026-01-10T08:00:00-07:00", "paid", "30.00", "2026-02-20T08:00:00-07:00", "BEN");
        await RequestHistoryAsync("R2", "2026-01-10T08:00:00-07:00 submitted", "2026-02-20T08:00:00-07:00 paid");
        // Nothing recorded of it: what stands today is said.
        await RequestAsync("R3", "A3", "2026-01-11T08:00:00-07:00", "rejected", "5.00", null, "ANA");
        await RequestAsync("R4", "A2", "2026-02-02T08:00:00-07:00", "submitted", "7.00");
        await RequestAsync("R5", "A6", "2026-01-12T08:00:00-07:00", "approved", "4.00", null, "ANA");
        await RequestAsync("R6", "A6", "2026-01-12T08:00:00-07:00", "cancelled", "6.00");
        await RequestAsync("R7", "A3", "2026-01-12T08:00:00-07:00", "paid", "1.00", "2026-02-12T08:00:00-07:00", "BEN");
        await RequestAsync("R8", "A3", "2026-01-13T08:00:00-07:00", "paid", "2.00", "2026-02-05T08:00:00-07:00");
        await RequestHistoryAsync("R8", "2026-02-05T08:00:00-07:00 paid");
    }
}
