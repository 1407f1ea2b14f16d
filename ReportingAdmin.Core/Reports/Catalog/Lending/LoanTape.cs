using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Tapes;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Every loan at a month-end with all its fields, as handed to buyers, auditors and trustees.</summary>
public sealed partial class LoanTape() : SnapshotReport<LoanTape.Input>(new ReportMeta
{
    Key = "lending/loan-tape",
    Title = "Loan tape",
    Question = "What does every loan look like at the month-end?",
    Description =
        "One row per loan of the latest complete month-end snapshot: terms, balances, delinquency, movement of the month, payments, "
        + "a 24-month payment string, modifications, charge-offs and recoveries. A saved tape configuration picks fields, order, headings "
        + "and filters. With the dictionary of the fields and the control figures of the tape.",
    Permission = Permissions.LendingLoan,
    ScopedBy = ScopedBy.Portfolio,
    Sources =
    [
        "lending.loan_month", "lending.loan", "lending.portfolio", "lending.borrower", "lending.payment", "lending.modification",
        "lending.charge_off", "lending.recovery", "lending.compliance_check",
    ],
    Owner = "Finance",
    Sensitivity = Sensitivity.Confidential,
    Synonyms = ["tape", "data tape", "loan level", "payment string", "pay history", "investor file"],
    Presets =
    [
        new Preset("active", "Active loans", new Dictionary<string, string> { ["includeExits"] = "false" }),
        new Preset("late-60", "60 days late and more", new Dictionary<string, string> { ["bucket"] = "60-89,90-119,120-149,150-179,180+", ["includeExits"] = "false" }),
        new Preset("quarter-end", "At the last quarter-end", new Dictionary<string, string> { ["asOf"] = "last-quarter-end" }),
    ],
    Conventions =
    [
        "Balances, rate, term, status and portfolio are those of the snapshot; terms at origination and the borrower are as known today.",
        "A loan that left in the month has one last row with principal 0 and its zero balance code.",
        "Payment string: newest month on the right; 0 stands for current and for less than 30 days late.",
        "Payments, charge-offs and recoveries by posting date through the month-end.",
    ],
})
{
    private static readonly string[] s_speeds =
    [
        .. new[]
        {
            nameof(LoanRow.LoanNumber), nameof(LoanRow.Currency), nameof(LoanRow.BeginningUpb), nameof(LoanRow.ScheduledPrincipal),
            nameof(LoanRow.UnscheduledPrincipal), nameof(LoanRow.ChargedOffPrincipal), nameof(LoanRow.Status),
        }.Select(Names.Snake),
    ];

    // Who asks for a part of the speeds sees first what they are made of.
    private static readonly IReadOnlyList<ChosenColumn> s_bySpeed =
    [
        .. s_speeds.Select(name => new ChosenColumn(name)),
        .. ColumnReader.Read(typeof(LoanRow)).Where(column => !s_speeds.Contains(column.Name)).Select(column => new ChosenColumn(column.Name)),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, LoanRow>("loans", "Loans", "one row per loan at the month-end")
        {
            Controls = [nameof(LoanRow.Upb), nameof(LoanRow.AccruedInterest)],
            Choose = input => input.Tape?.Columns ?? (input.SpeedPart is null ? null : s_bySpeed),
            Bridges =
            [
                new BridgeSpec("upb") { Class = "portfolio", Status = "status", ChargedOff = ["charged_off"], ChargedOffToDate = "charged_off_to_date" },
                new BridgeSpec("accrued_interest") { Class = "portfolio", Status = "status", ChargedOff = ["charged_off"], Rate = "note_rate" },
            ],
        },
        new Section<Input, FieldRow>("dictionary", "Dictionary", "one row per field of the tape") { Rows = DictionaryAsync },
        new Section<Input, ControlRow>("control", "Control", "one row per currency") { Rows = ControlAsync },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new(LoanIdentities.BalancesKey, LoanIdentities.Balances, WhyNotBalances) { Section = "loans", Total = nameof(LoanRow.Upb) },
        new(LoanIdentities.LedgerKey, LoanIdentities.Ledger, input =>
            LoanIdentities.WhyNotLedger(input.Portfolio, input.Program, input.Vintage) ?? WhyNotBalances(input))
        {
            UnrestrictedOnly = true,
            WhenEmpty = LoanIdentities.NoLoanAccount,
        },
    ];

    /// <inheritdoc />
    protected override async ValueTask<Outcome<Input>> ResolveAsync(ResolveContext context, Input input, CancellationToken ct)
    {
        if (input.Config is not { } name)
        {
            return await base.ResolveAsync(context, input, ct);
        }

        var configuration = await context.Tapes.FindAsync(context.Caller, name, ct);
        if (!configuration.Ok)
        {
            return Outcome<Input>.From(configuration.Problems);
        }

        var chosen = await ChosenTape.ApplyAsync(this, configuration.Value, input, context, ct);
        return chosen.Ok ? await base.ResolveAsync(context, chosen.Value, ct) : chosen;
    }

    private static async IAsyncEnumerable<FieldRow> DictionaryAsync(
        ISnapshot snapshot, Input input, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        var declared = ColumnReader.Read(typeof(LoanRow));
        var byName = declared.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var columns = input.Tape?.Columns ?? [.. declared.Select(column => new ChosenColumn(column.Name))];
        for (var i = 0; i < columns.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var column = byName[columns[i].Name];
            yield return new FieldRow
            {
                Position = i + 1,
                Field = column.Name,
                Heading = columns[i].Heading ?? column.Spec.Header,
                Type = TypeInWords(column.Kind),
                Meaning = column.Spec.Meaning,
                Personal = column.Spec.Personal,
            };
        }
    }

    private static IAsyncEnumerable<ControlRow> ControlAsync(ISnapshot snapshot, Input input, CancellationToken ct) =>
        snapshot.QueryAsync<ControlRow>("LoanTape.figures", input, ct);

    private static string TypeInWords(Kind kind) => kind switch
    {
        Kind.Text => "text",
        Kind.Integer => "whole number",
        Kind.Number => "number",
        Kind.Date => "date",
        Kind.Instant => "date and time",
        _ => "yes/no",
    };

    private static string? WhyNotBalances(Input input) =>
        input.Bucket is not null ? "The tape is cut by bucket."
        : input.State is not null ? "The tape is cut by property state."
        : input.FailedRule is not null || input.FailedFrom is not null ? "The tape is cut by failed compliance checks."
        : input.SpeedPart is not null ? "The tape is cut by what the loans are in the speeds of the month."
        : null;

    /// <summary>What the report asks for.</summary>
    public sealed record Input : ISnapshotInput<Input>, IDelinquencyInput<Input>
    {
        [Parameter("As of", "The latest complete month-end snapshot on or before this day is used.", Default = "last-month-end")]
        public SnapshotDate AsOf { get; init; }

        [Parameter("Tape configuration", "A saved choice of fields, order, headings and filters; all fields when left empty.", Unset = "All fields", Lookup = TapeConfigurations.Lookup, NotInSql = true, StandsIn = true)]
        public string? Config { get; init; }

        [Parameter("Portfolio", "Only loans in these portfolios at the month-end.", Lookup = "portfolio")]
        public IReadOnlyList<string>? Portfolio { get; init; }

        [Parameter("Program", "Only loans of these programs at the month-end.", Lookup = "program")]
        public IReadOnlyList<string>? Program { get; init; }

        [Parameter("Vintage", "Only loans originated in these years.", Min = 1900, Max = 2199)]
        public IReadOnlyList<int>? Vintage { get; init; }

        [Parameter("Currency", "Only loans in these currencies.", Lookup = "lending_currency")]
        public IReadOnlyList<string>? Currency { get; init; }

        [Parameter("Delinquency", "Only active loans in these days-past-due buckets.", Lookup = "bucket")]
        public IReadOnlyList<string>? Bucket { get; init; }

        [Parameter("Property state", "Only loans whose property is in these states.", Lookup = "property_state", Advanced = true)]
        public IReadOnlyList<string>? State { get; init; }

        [Parameter("Include exits", "Include loans that were paid off, charged off or sold in the month.", Advanced = true)]
        public bool IncludeExits { get; init; } = true;

        [Parameter("Failed rule", "Only loans that failed a check of these compliance rules by the day asked for, waived or not.", Lookup = "compliance_rule", Advanced = true)]
        public IReadOnlyList<string>? FailedRule { get; init; }

        [Parameter("Failed from", "The first day of such checks; the first day of the snapshot's month when left empty.", Unset = "First day of the month", Advanced = true)]
        public AsOf? FailedFrom { get; init; }

        [Parameter("In the speeds", "Only loans that count in the month's prepayment and default speeds, or what they do there.", Advanced = true)]
        public SpeedPart? SpeedPart { get; init; }

        [Parameter("Days past due by", DelinquencyMethods.Meaning, Unset = DelinquencyMethods.Own, Advanced = true)]
        public DelinquencyMethod? DaysPastDue { get; init; }

        /// <summary>The configuration's columns, once resolved.</summary>
        internal ChosenTape? Tape { get; init; }

        /// <inheritdoc />
        public Input At(SnapshotDate asOf) => this with { AsOf = asOf };

        /// <inheritdoc />
        public Input By(DelinquencyMethod? method) => this with { DaysPastDue = method };
    }
}
