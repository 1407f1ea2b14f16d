using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Modified loans: what was changed, how far, and how many fell behind again.</summary>
public sealed partial class ModificationSummary() : SnapshotReport<ModificationSummary.Input>(new ReportMeta
{
    Key = "lending/modification-summary",
    Title = "Loan modifications",
    Question = "How were loans modified, how much lower are their payments, and do they hold?",
    Description =
        "Modifications of the period by kind, before and after: principal, rate, term, payment and days past due; by change of payment; "
        + "and the share that fell 60 days behind or was charged off 3, 6, 9 and 12 months later.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.modification", "lending.loan_month", "lending.loan", "lending.portfolio"],
    Owner = "Collections",
    Synonyms = ["TDR", "restructured", "workout", "re-default", "redefault", "rate cut", "term extension", "deferral"],
    Presets =
    [
        new Preset("by-month", "By month", new Dictionary<string, string> { ["byMonth"] = "true" }),
        new Preset("last-year", "Those of last year, followed until now", new Dictionary<string, string> { ["period"] = "last-year" }),
    ],
    Conventions =
    [
        "Modifications by effective date; before and after are as of that day. Rates are weighted by principal, terms and days are plain means; each pair is of the modifications that give both its sides. Sums of principal and payments are of all that give them, and One-sided counts those that are in one sum of a pair alone: compare the sums where it is 0. By month, every kind of the period stands in every month.",
        "Payment change bands: 20 % or more down, 10 to under 20 %, under 10 % down, unchanged, up.",
        "Re-default at month 3, 6, 9 or 12: 60 or more days late at that month-end, or charged off by then (OCC Mortgage Metrics), ÷ modifications that old at the month-end used. Loans paid off or sold stay in the denominator; a modification whose loan was in a portfolio whose snapshot of that month-end is not loaded in full counts on neither side, as in cure and roll rates.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, KindRow>("kinds", "Kinds", "one row per kind and currency and, if asked for, month")
        {
            Controls =
            [
                nameof(KindRow.Modifications), nameof(KindRow.UpbBefore), nameof(KindRow.UpbAfter), nameof(KindRow.Capitalised),
                nameof(KindRow.PaymentBefore), nameof(KindRow.PaymentAfter),
            ],
            Drills = [.. Links<KindRow>(OfKind, Added)],
        },
        new Section<Input, BandRow>("payments", "Change of payment", "one row per band of payment change and currency")
        {
            Drills = [.. Links<BandRow>(OfBand, nameof(BandRow.Modifications), nameof(BandRow.UpbAfter), nameof(BandRow.PaymentBefore), nameof(BandRow.PaymentAfter))],
        },
        new Section<Input, RedefaultRow>("redefaults", "Re-defaults", "one row per kind, currency and months since the modification")
        {
            Drills =
            [
                .. Links<RedefaultRow>((input, row) => OfAge(input, row) with { Became = [.. Enum.GetValues<Modifications.Fate>().Where(fate => fate != Modifications.Fate.NotLoaded)] }, nameof(RedefaultRow.Modifications), nameof(RedefaultRow.UpbAfter)),
                .. Links<RedefaultRow>((input, row) => OfAge(input, row) with { Became = [Modifications.Fate.Late, Modifications.Fate.ChargedOff] }, nameof(RedefaultRow.Redefaulted), nameof(RedefaultRow.RedefaultedUpb)),
                .. Links<RedefaultRow>((input, row) => OfAge(input, row) with { Became = [Modifications.Fate.ChargedOff] }, nameof(RedefaultRow.ChargedOff)),
                .. Links<RedefaultRow>((input, row) => OfAge(input, row) with { Became = [Modifications.Fate.PaidOrSold] }, nameof(RedefaultRow.PaidOrSold)),
                .. Links<RedefaultRow>((input, row) => OfAge(input, row) with { Became = [Modifications.Fate.NotSeen] }, nameof(RedefaultRow.NotSeen)),
                .. Links<RedefaultRow>((input, row) => OfAge(input, row) with { Became = [Modifications.Fate.NotLoaded] }, nameof(RedefaultRow.NotLoaded)),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Modifications by kind", "kinds", nameof(KindRow.Kind), [new(nameof(KindRow.Modifications))]),
        new(ChartKind.Bar, "Modifications by change of payment", "payments", nameof(BandRow.Band), [new(nameof(BandRow.Modifications))]),
        new(ChartKind.Bar, "Re-defaulted by months since the modification", "redefaults", nameof(RedefaultRow.MonthsAfter),
            [new(nameof(RedefaultRow.Modifications)), new(nameof(RedefaultRow.Redefaulted))]),
    ];

    /// <summary>What was changed.</summary>
    public enum ModificationKind
    {
        /// <summary>A lower rate.</summary>
        RateCut,

        /// <summary>A longer term.</summary>
        TermExtension,

        /// <summary>Instalments put off.</summary>
        Deferral,

        /// <summary>Principal forgiven.</summary>
        PrincipalReduction,

        /// <summary>Arrears added to principal.</summary>
        Capitalisation,

        /// <summary>Several of these.</summary>
        Combination,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : DelinquencyFilters<Input>, ISnapshotInput<Input>
    {
        [Parameter("Period", "Modifications effective on these days, both included.", Default = "last-12-months", MaxYears = 15)]
        public Period Period { get; init; }

        [Parameter("As of", "Re-defaults are looked for up to the latest complete month-end snapshot on or before this day.", Default = "last-month-end")]
        public SnapshotDate AsOf { get; init; }

        [Parameter("By month", "Split the kinds by month.")]
        public bool ByMonth { get; init; }

        [Parameter("Kind", "Only modifications of these kinds.")]
        public IReadOnlyList<ModificationKind>? Kind { get; init; }

        /// <inheritdoc />
        public Input At(SnapshotDate asOf) => this with { AsOf = asOf };
    }
}
