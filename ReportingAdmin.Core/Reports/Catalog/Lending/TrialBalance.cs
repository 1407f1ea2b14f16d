using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Every account's opening balance, movement and closing balance, and whether the books balance.</summary>
public sealed partial class TrialBalance() : Report<TrialBalance.Input>(new ReportMeta
{
    Key = "lending/trial-balance",
    Title = "Trial balance",
    Question = "What is the balance of every ledger account, and do debits equal credits?",
    Description =
        "Per account and currency the balance before the first day, debits and credits since, and the balance at the as-of day; "
        + "per currency the proof that they balance. Accounts without any posting are out.",
    Permission = Permissions.LendingLedger,
    ScopedBy = ScopedBy.UnrestrictedOnly,
    Sources = ["lending.journal_line", "lending.journal_entry", "lending.gl_account"],
    Owner = "Finance",
    Sensitivity = Sensitivity.Confidential,
    Synonyms = ["TB", "general ledger balances", "debits and credits", "closing balances"],
    Presets =
    [
        new Preset("quarter-end", "At the last quarter-end", new Dictionary<string, string> { ["asOf"] = "last-quarter-end" }),
        new Preset("today", "Today", new Dictionary<string, string> { ["asOf"] = "today" }),
    ],
    Conventions =
    [
        "Balances are cumulative by posting date, end of day included: a balance is the sum of all lines to the day, year-end closing entries where the books have them.",
        "Opening, closing and difference: debits positive, credits negative.",
        "The movement begins on the first day of the fiscal year of the as-of day unless another day is given.",
        "Equal totals do not prove an entry right: one left out, or posted to a wrong account, still balances.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, AccountRow>("accounts", "Accounts", "one row per account and currency")
        {
            Controls = [nameof(AccountRow.Debits), nameof(AccountRow.Credits), nameof(AccountRow.Closing)],
            Drills =
            [
                new(nameof(AccountRow.Debits), "Lines of this account", typeof(GeneralLedger), LinesOf),
                new(nameof(AccountRow.Credits), "Lines of this account", typeof(GeneralLedger), LinesOf),
                new(nameof(AccountRow.Closing), "Lines of this account", typeof(GeneralLedger), LinesOf),
            ],
        },
        new Section<Input, ProofRow>("proof", "Proof", "one row per currency"),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new("LedgerBalances", "Σ debits = Σ credits through the as-of day"),
        new("LedgerCarriedForward", "Closing balance of each account = its opening balance on the next day")
        {
            Own = _ => new("accounts", new OwnFigure(nameof(AccountRow.Closing))) { Place = nameof(AccountRow.AccountCode) },
        },
        new("LedgerLines", "Each line of the trial balance = Σ general ledger lines of the account")
        {
            Own = _ => new(
                "accounts",
                new(nameof(AccountRow.Debits), "debits"), new(nameof(AccountRow.Credits), "credits"), new(nameof(AccountRow.Closing), "closing"))
            {
                Place = nameof(AccountRow.AccountCode),
            },
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Closing balances", "accounts", nameof(AccountRow.AccountCode), [new(nameof(AccountRow.DebitBalance)), new(nameof(AccountRow.CreditBalance))]),
    ];

    /// <inheritdoc />
    protected override IEnumerable<Problem> Validate(Input input)
    {
        if (input.From is { } from && from.Date > input.AsOf.Date)
        {
            yield return new Problem(ProblemKind.Invalid, "The first day must be on or before the as-of day.", "from", "start_after_end");
        }
    }

    /// <inheritdoc />
    protected override ValueTask<Outcome<Input>> ResolveAsync(ResolveContext context, Input input, CancellationToken ct) =>
        ValueTask.FromResult<Outcome<Input>>(input with
        {
            From = input.From ?? new AsOf(Dates.FiscalYearStart(input.AsOf.Date, context.Calendar.FiscalYearStart)),
        });

    private static GeneralLedger.Input LinesOf(Input input, AccountRow row) => new()
    {
        Period = new Period(input.From!.Value.Date, input.AsOf.Date),
        Account = [row.AccountCode],
        Currency = [row.Currency],
    };

    /// <summary>What the report asks for.</summary>
    public sealed record Input
    {
        [Parameter("As of", "Closing balances at the end of this day.", Default = "last-month-end")]
        public AsOf AsOf { get; init; }

        [Parameter("First day", "Opening balances are before this day, debits and credits from it on; the start of the fiscal year when left empty.")]
        public AsOf? From { get; init; }

        [Parameter("Currency", "Only these currencies.", Lookup = "ledger_currency")]
        public IReadOnlyList<string>? Currency { get; init; }
    }
}
