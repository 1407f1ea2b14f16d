using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Attempts, promises, payments, late loans and accounts one by one: the rows behind the collection performance.</summary>
public sealed partial class CollectionLog() : Report<CollectionLog.Input>(new ReportMeta
{
    Key = "lending/collection-log",
    Title = "Collection log",
    Question = "Which borrowers were tried and reached, what did each promise, and what came of it?",
    Description =
        "Every attempt, every promise taken or due with what became of it, every payment of a loan that somebody had that day, every "
        + "late loan with whether it cured, and every loan that somebody had with whether its borrower was reached. The figures of Collection performance lead here.",
    Permission = Permissions.LendingLoan,
    ScopedBy = ScopedBy.Portfolio,
    Sources =
    [
        "lending.contact_attempt", "lending.promise", "lending.payment", "lending.queue_assignment", "lending.loan_month", "lending.loan",
        "lending.collector", "lending.collection_queue",
    ],
    Owner = "Collections",
    Sensitivity = Sensitivity.Confidential,
    Synonyms = ["call log", "list of promises", "contact history", "cured loans"],
    Presets =
    [
        new Preset("broken", "Broken promises, last quarter", new Dictionary<string, string> { ["period"] = "last-quarter", ["promise"] = "broken" }),
        new Preset("cures", "Cures, last quarter", new Dictionary<string, string> { ["period"] = "last-quarter", ["curedOnly"] = "true" }),
    ],
    Conventions =
    [
        "Kept: payments posted from the day of the promise to its due day + grace come to at least tolerance × the amount promised; with several promises the first due takes payments first. Payments taken back by the as-of day do not count. Pending: the grace ends on the as-of day or later.",
        "A promise is credited to who took it; money and cures to who had the loan on that day: that of the payment, for a cure the last payment of the month; a late loan that did not cure to who had it at the month-end.",
        "Account: a loan assigned on any day of the period. Reached: a right-party contact in the period, by the collectors and for the queues asked for; where none are, by anybody.",
        "Late: 30 or more days at the month-end before; cured: current at the month-end. A late loan that the next snapshot does not have did not cure.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, AttemptRow>("attempts", "Attempts", "one row per attempt") { KeyFigures = [new(null, KeyFigureOf.Rows)] },
        new Section<Input, PromiseRow>("promises", "Promises", "one row per promise taken or due in the period")
        {
            KeyFigures = [new(null, KeyFigureOf.Rows), new(nameof(PromiseRow.Amount)), new(nameof(PromiseRow.Paid))],
            Rows = PromisesAsync,
        },
        new Section<Input, PaymentRow>("payments", "Payments", "one row per payment of a loan that was assigned on its day")
        {
            KeyFigures = [new(null, KeyFigureOf.Rows), new(nameof(PaymentRow.Amount))],
            Controls = [nameof(PaymentRow.Amount)],
        },
        new Section<Input, LateRow>("late-loans", "Late loans and cures", "one row per late loan and month-end after") { KeyFigures = [new(null, KeyFigureOf.Rows)] },
        new Section<Input, AccountRow>("accounts", "Accounts", "one row per loan assigned on any day of the period") { KeyFigures = [new(null, KeyFigureOf.Rows)] },
    ];

    /// <inheritdoc />
    protected override ValueTask<Outcome<Input>> ResolveAsync(ResolveContext context, Input input, CancellationToken ct) =>
        ValueTask.FromResult<Outcome<Input>>(input.Settled(context.Conventions));

    private static async IAsyncEnumerable<PromiseRow> PromisesAsync(ISnapshot snapshot, Input input, [EnumeratorCancellation] CancellationToken ct)
    {
        var promises = await snapshot.QueryOnceAsync<CollectionPerformance.Promise>("CollectionLog.taken", input, ct);
        var payments = await snapshot.QueryOnceAsync<CollectionPerformance.Payment>("CollectionLog.received", input, ct);
        var paid = CollectionPerformance.PromiseKeeping.Allocate(promises, payments, input.GraceDays!.Value);
        var rules = new CollectionPerformance.PromiseRules(input.Period, input.AsOf.Date, input.GraceDays!.Value, input.Tolerance!.Value);
        foreach (var promise in promises
            .Where(promise => (input.Collector is null || input.Collector.Contains(promise.Collector)) && (input.Queue is null || input.Queue.Contains(promise.Queue)))
            .OrderBy(promise => promise.DueOn).ThenBy(promise => promise.Number, StringComparer.Ordinal))
        {
            var row = PromiseRow.Of(promise, paid[promise.Number], rules.IsTaken(promise), rules.StateOf(promise, paid[promise.Number]));
            if (row.IsPartOf(input.Promise))
            {
                yield return row;
            }
        }
    }

    /// <summary>How an attempt ended.</summary>
    public enum AttemptOutcome
    {
        /// <summary>Nobody answered.</summary>
        NoAnswer,

        /// <summary>A message was left.</summary>
        LeftMessage,

        /// <summary>Somebody else was reached.</summary>
        ThirdParty,

        /// <summary>The borrower was reached.</summary>
        RightParty,
    }

    /// <summary>Which promises.</summary>
    public enum PromisePart
    {
        /// <summary>Taken in the period.</summary>
        Taken,

        /// <summary>Due in the period, the grace over, and not cancelled.</summary>
        Due,

        /// <summary>Of those, kept.</summary>
        Kept,

        /// <summary>Of those, not kept.</summary>
        Broken,

        /// <summary>Due in the period, the grace not over.</summary>
        Pending,

        /// <summary>Due in the period and cancelled.</summary>
        Cancelled,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : PromiseFilters<Input>
    {
        [Parameter("Period", "Attempts, promises and payments of these days, both included.", Default = "last-month")]
        public Period Period { get; init; }

        [Parameter("Collector", "Only what is credited to these collectors.", Lookup = "collector")]
        public IReadOnlyList<string>? Collector { get; init; }

        [Parameter("Queue", "Only what is credited to these queues.", Lookup = "collection_queue")]
        public IReadOnlyList<string>? Queue { get; init; }

        [Parameter("Outcome", "Attempts: only those that ended so.")]
        public IReadOnlyList<AttemptOutcome>? Outcome { get; init; }

        [Parameter("Promises", "Promises: only these; all taken or due in the period when left empty.", NotInSql = true)]
        public PromisePart? Promise { get; init; }

        [Parameter("Cured only", "Late loans: only those that are current at the next month-end.")]
        public bool CuredOnly { get; init; }

        [Parameter("Reached only", "Accounts: only those whose borrower was reached.")]
        public bool ReachedOnly { get; init; }
    }
}
