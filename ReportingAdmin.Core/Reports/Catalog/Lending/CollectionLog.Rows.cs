using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the collection log.</summary>
public sealed partial class CollectionLog
{
    /// <summary>One row per attempt.</summary>
    public sealed record AttemptRow
    {
        [Column("Attempt", "Number of the attempt.", Key = true, Total = Total.Count)]
        public string Number { get; init; } = "";

        [Column("When", "Moment of the attempt.")]
        public DateTimeOffset AttemptedAt { get; init; }

        [Column("Loan", "Number of the loan.")]
        public string LoanNumber { get; init; } = "";

        [Column("Channel", "call, SMS, email or letter.")]
        public string? Channel { get; init; }

        [Column("Outcome", "no answer, left message, third party or right party (the borrower).")]
        public string Outcome { get; init; } = "";

        [Column("Collector", "Who tried; (none) where nobody is named.")]
        public string Collector { get; init; } = "";

        [Column("Queue", "For which queue; (none) where none is named.")]
        public string Queue { get; init; } = "";

        [Column("Currency", "ISO code of the loan's amounts.")]
        public string Currency { get; init; } = "";

        [Column("Portfolio", "Code of the portfolio that the loan is in.")]
        public string Portfolio { get; init; } = "";
    }

    /// <summary>One row per promise.</summary>
    public sealed record PromiseRow
    {
        [Column("Promise", "Number of the promise.", Key = true, Total = Total.Count)]
        public string Number { get; init; } = "";

        [Column("Loan", "Number of the loan.")]
        public string LoanNumber { get; init; } = "";

        [Column("Due", "Day on which it falls due.")]
        public DateOnly DueOn { get; init; }

        [Column("State", "kept, broken, pending or cancelled; blank where it is not due in the period.")]
        public string? State { get; init; }

        [Column("Currency", "ISO code of the amounts in the row.")]
        public string Currency { get; init; } = "";

        [Column("Promised", "Amount promised.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Amount { get; init; }

        [Column("Paid on it", "Min(paid in time, promised).", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Paid { get; init; }

        [Column("Promised on", "Day of the promise.")]
        public DateOnly PromisedOn { get; init; }

        [Column("Taken", "Yes when it was taken in the period.")]
        public bool Taken { get; init; }

        [Column("Collector", "Who took it; (none) where nobody is named.")]
        public string Collector { get; init; } = "";

        [Column("Queue", "For which queue; (none) where none is named.")]
        public string Queue { get; init; } = "";

        [Column("Portfolio", "Code of the portfolio that the loan is in.")]
        public string Portfolio { get; init; } = "";

        internal static PromiseRow Of(CollectionPerformance.Promise promise, decimal paid, bool taken, CollectionPerformance.PromiseState? state) => new()
        {
            Number = promise.Number,
            LoanNumber = promise.LoanNumber,
            Portfolio = promise.Portfolio,
            PromisedOn = promise.PromisedOn,
            DueOn = promise.DueOn,
            Taken = taken,
            State = state is { } known ? Names.Kebab(known.ToString()) : null,
            Currency = promise.Currency,
            Amount = promise.Amount,
            Paid = paid,
            Collector = promise.Collector,
            Queue = promise.Queue,
        };

        internal bool IsPartOf(PromisePart? part) => part switch
        {
            null => Taken || State is not null,
            PromisePart.Taken => Taken,
            PromisePart.Due => State is "kept" or "broken",
            _ => State == Names.Kebab(part.Value.ToString()),
        };
    }

    /// <summary>One row per payment.</summary>
    public sealed record PaymentRow
    {
        [Column("Payment", "Number of the payment.", Key = true, Total = Total.Count)]
        public string PaymentNumber { get; init; } = "";

        [Column("Posted", "Posting day.")]
        public DateOnly PostedOn { get; init; }

        [Column("Entry", "payment, or what took one back: reversal, NSF.")]
        public string Entry { get; init; } = "";

        [Column("Loan", "Number of the loan.")]
        public string LoanNumber { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.")]
        public string Currency { get; init; } = "";

        [Column("Amount", "What was paid; negative when it was taken back.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Amount { get; init; }

        [Column("Collector", "Who had the loan on that day; (none) where the assignment names nobody.")]
        public string Collector { get; init; } = "";

        [Column("Queue", "The queue that had the loan on that day.")]
        public string Queue { get; init; } = "";

        [Column("Portfolio", "Code of the portfolio that the loan is in.")]
        public string Portfolio { get; init; } = "";
    }

    /// <summary>One row per late loan and month-end.</summary>
    public sealed record LateRow
    {
        [Column("Loan", "Number of the loan, 30 or more days late at the month-end before.", Key = true, Total = Total.Count)]
        public string LoanNumber { get; init; } = "";

        [Column("Month-end", "The month-end after, which says whether it cured.", Key = true)]
        public DateOnly MonthEnd { get; init; }

        [Column("Cured", "Yes when it is current.")]
        public bool Cured { get; init; }

        [Column("Collector", "Who is credited; (not assigned) where nobody had the loan on the day.")]
        public string Collector { get; init; } = "";

        [Column("Queue", "The queue that is credited.")]
        public string Queue { get; init; } = "";

        [Column("Currency", "ISO code of the loan's amounts.")]
        public string Currency { get; init; } = "";

        [Column("Portfolio", "Code of the portfolio that the loan is in.")]
        public string Portfolio { get; init; } = "";
    }

    /// <summary>One row per loan that was assigned.</summary>
    public sealed record AccountRow
    {
        [Column("Loan", "Number of the loan, assigned on any day of the period.", Key = true, Total = Total.Count)]
        public string LoanNumber { get; init; } = "";

        [Column("Assigned from", "First day of the first of its assignments that count, which may lie before the period.")]
        public DateOnly AssignedFrom { get; init; }

        [Column("Assigned to", "Last day of the last of them; blank where it goes on.")]
        public DateOnly? AssignedTo { get; init; }

        [Column("Reached", "Yes when the borrower was reached in the period, by the collectors or for the queues asked for where any are.")]
        public bool Reached { get; init; }

        [Column("Right-party contacts", "How often.", Total = Total.Sum)]
        public long RightPartyContacts { get; init; }

        [Column("Collectors", "Who had it in the period, of those asked for; (none) where an assignment names nobody.")]
        public string Collectors { get; init; } = "";

        [Column("Queues", "The queues that had it in the period, of those asked for.")]
        public string Queues { get; init; } = "";

        [Column("Currency", "ISO code of the loan's amounts.")]
        public string Currency { get; init; } = "";

        [Column("Portfolio", "Code of the portfolio that the loan is in.")]
        public string Portfolio { get; init; } = "";
    }
}
