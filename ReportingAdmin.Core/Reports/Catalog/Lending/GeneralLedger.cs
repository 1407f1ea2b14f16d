using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Every journal line of a period in its account, with opening, running and closing balance.</summary>
public sealed partial class GeneralLedger() : Report<GeneralLedger.Input>(new ReportMeta
{
    Key = "lending/general-ledger",
    Title = "General ledger",
    Question = "Which entries make up the balance of each account?",
    Description =
        "Per account and currency the opening balance, every line of the period with the running balance, and the closing balance. "
        + "Accounts with an opening balance alone are listed; entries and their reversals name each other.",
    Permission = Permissions.LendingLedger,
    ScopedBy = ScopedBy.UnrestrictedOnly,
    Sources = ["lending.journal_line", "lending.journal_entry", "lending.gl_account", "lending.loan"],
    Owner = "Finance",
    Sensitivity = Sensitivity.Confidential,
    Synonyms = ["GL", "journal", "ledger detail", "account statement", "entries"],
    Presets =
    [
        new Preset("last-quarter", "Last quarter", new Dictionary<string, string> { ["period"] = "last-quarter" }),
        new Preset("year-to-date", "Year to date", new Dictionary<string, string> { ["period"] = "year-to-date" }),
    ],
    Conventions =
    [
        "Lines by posting date, then entry number and line. Balances: debits positive, credits negative.",
        "With a portfolio chosen, opening and running balances are of that portfolio's lines only.",
        "Totals count lines; opening and closing rows carry no debit or credit.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("lines", "Lines", "one row per journal line, and per account its opening and closing balance")
        {
            Controls = [nameof(Row.Debit), nameof(Row.Credit)],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new("LedgerPeriod", "Σ debits − credits of the period = change of the trial balance, account by account", input =>
            input.Portfolio is not null ? "The trial balance cannot be cut by portfolio." : null)
        {
            Own = _ => new("lines", new(nameof(Row.Debit)), new(nameof(Row.Credit), Minus: true)) { Place = nameof(Row.AccountCode) },
        },
    ];

    /// <summary>What the report asks for.</summary>
    public sealed record Input
    {
        [Parameter("Period", "Lines posted on these days, both included.", Default = "last-month")]
        public Period Period { get; init; }

        [Parameter("Account", "Only these accounts.", Lookup = "gl_account")]
        public IReadOnlyList<string>? Account { get; init; }

        [Parameter("Portfolio", "Only lines of these portfolios.", Lookup = "portfolio")]
        public IReadOnlyList<string>? Portfolio { get; init; }

        [Parameter("Currency", "Only these currencies.", Lookup = "ledger_currency")]
        public IReadOnlyList<string>? Currency { get; init; }
    }
}
