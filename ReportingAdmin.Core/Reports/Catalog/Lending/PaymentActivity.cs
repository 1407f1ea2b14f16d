using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Payments received by day, week or month, with reversals and returned payments apart.</summary>
public sealed partial class PaymentActivity() : Report<PaymentActivity.Input>(new ReportMeta
{
    Key = "lending/payment-activity",
    Title = "Payment activity",
    Question = "How much did borrowers pay, and how was it applied?",
    Description =
        "Loan payments by day, week or month and, if wanted, by method: received and its parts, reversals and returned payments "
        + "apart, and the net. Every period is listed, also those without a payment.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.payment", "lending.loan", "lending.portfolio"],
    Owner = "Finance",
    Synonyms = ["collections", "cash received", "NSF", "returned payments", "reversals", "lockbox"],
    Presets =
    [
        new Preset("months", "By month, last 12 months", new Dictionary<string, string> { ["period"] = "last-12-months", ["every"] = "month" }),
        new Preset("methods", "By method, last quarter", new Dictionary<string, string> { ["period"] = "last-quarter", ["every"] = "month", ["byMethod"] = "true" }),
        new Preset("as-received", "By the day received", new Dictionary<string, string> { ["basis"] = "received" }),
    ],
    Conventions =
    [
        "Days are posting dates unless another basis is chosen; a payment without the chosen date counts on its posting date.",
        "A reversal or a payment returned for lack of funds (NSF) counts in the period of its own date, as a negative amount.",
        "Net = received + reversed + returned; each part likewise. Weeks begin on Monday; the first and last period end with the report's.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("activity", "Payment activity", "one row per day, week or month, currency and method")
        {
            Controls =
            [
                nameof(Row.ReceivedCount), nameof(Row.ReceivedAmount), nameof(Row.NetAmount), nameof(Row.NetPrincipal),
                nameof(Row.NetInterest), nameof(Row.NetFees), nameof(Row.NetEscrow), nameof(Row.NetUnapplied),
            ],
            Drills =
            [
                new(nameof(Row.ReceivedAmount), "These payments day by day", typeof(PaymentActivity), DayByDay),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new("PaymentsInLedger", "Payments of loans owned on the day by part = general ledger entries of source payment", WhyNotLedger)
        {
            UnrestrictedOnly = true,
            WhenEmpty = "There are no owned portfolios, or no ledger account is marked for cash, loans, interest, fees, escrow or unapplied payments.",
            Own = _ => new(
                "activity",
                new(nameof(Row.NetAmount), "cash"), new(nameof(Row.NetPrincipal), "principal"), new(nameof(Row.NetInterest), "interest"),
                new(nameof(Row.NetFees), "fees"), new(nameof(Row.NetEscrow), "escrow"), new(nameof(Row.NetUnapplied), "unapplied")),
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.StackedBar, "Net payments by part", "activity", nameof(Row.FirstDay),
            [new(nameof(Row.NetPrincipal)), new(nameof(Row.NetInterest)), new(nameof(Row.NetFees)), new(nameof(Row.NetEscrow)), new(nameof(Row.NetUnapplied))]),
    ];

    // Payments without a method cannot be asked for.
    private static Input? DayByDay(Input input, Row row) =>
        !input.ByMethod ? Days(input, row)
        : Enum.TryParse<PaymentMethod>(row.Method, ignoreCase: true, out var method) ? Days(input, row) with { Method = [method] }
        : null;

    private static Input Days(Input input, Row row) => input with { Period = new Period(row.FirstDay, row.LastDay), Every = Step.Day, Currency = [row.Currency] };

    private static string? WhyNotLedger(Input input) =>
        input.Basis != DateBasis.Posted ? "The ledger knows posting dates only."
        : input.Portfolio is not null ? "The ledger's payment entries cannot be cut by portfolio."
        : input.Program is not null ? "The ledger's payment entries cannot be cut by program."
        : input.Vintage is not null ? "The ledger's payment entries cannot be cut by vintage."
        : input.Method is not null ? "The ledger's payment entries cannot be cut by method."
        : null;

    /// <summary>The length of a row's period.</summary>
    public enum Step
    {
        /// <summary>A day.</summary>
        Day,

        /// <summary>Monday to Sunday.</summary>
        Week,

        /// <summary>A calendar month.</summary>
        Month,
    }

    /// <summary>Which date of a payment counts.</summary>
    public enum DateBasis
    {
        /// <summary>The day it was posted.</summary>
        Posted,

        /// <summary>The day as of which it counts for the borrower.</summary>
        Effective,

        /// <summary>The day it was received.</summary>
        Received,
    }

    /// <summary>How a payment was made.</summary>
    public enum PaymentMethod
    {
        /// <summary>Automated clearing house.</summary>
        [System.ComponentModel.Description("ACH")]
        Ach,

        /// <summary>Card.</summary>
        Card,

        /// <summary>Check.</summary>
        Check,

        /// <summary>Wire.</summary>
        Wire,

        /// <summary>Lockbox.</summary>
        Lockbox,

        /// <summary>Another way.</summary>
        Other,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input
    {
        [Parameter("Period", "Payments of these days, both included.", Default = "last-month")]
        public Period Period { get; init; }

        [Parameter("Every", "One row per day, week or month.")]
        public Step Every { get; init; }

        [Parameter("By method", "Split each row by method of payment.")]
        public bool ByMethod { get; init; }

        [Parameter("Basis", "The date by which a payment falls into a period.")]
        public DateBasis Basis { get; init; }

        [Parameter("Portfolio", "Only loans that are in these portfolios today.", Lookup = "portfolio")]
        public IReadOnlyList<string>? Portfolio { get; init; }

        [Parameter("Program", "Only loans of these programs.", Lookup = "program")]
        public IReadOnlyList<string>? Program { get; init; }

        [Parameter("Vintage", "Only loans originated in these years.", Min = 1900, Max = 2199)]
        public IReadOnlyList<int>? Vintage { get; init; }

        [Parameter("Currency", "Only payments in these currencies.", Lookup = "lending_currency")]
        public IReadOnlyList<string>? Currency { get; init; }

        [Parameter("Method", "Only payments made in these ways.")]
        public IReadOnlyList<PaymentMethod>? Method { get; init; }
    }
}
