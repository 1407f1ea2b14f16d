using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>What collectors and queues tried, reached, were promised and brought in.</summary>
public sealed partial class CollectionPerformance() : Report<CollectionPerformance.Input>(new ReportMeta
{
    Key = "lending/collection-performance",
    Title = "Collection performance",
    Question = "Whom did the collectors reach, what was promised, and was it kept?",
    Description =
        "Per collector and per queue: attempts and contacts, promises taken and kept, money collected and loans cured in the period, "
        + "each rate with its denominator.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources =
    [
        "lending.contact_attempt", "lending.promise", "lending.payment", "lending.queue_assignment", "lending.loan_month", "lending.loan",
        "lending.collector", "lending.collection_queue",
    ],
    Owner = "Collections",
    Synonyms = ["promise to pay", "PTP", "kept rate", "RPC", "right-party contact", "penetration", "contact rate", "dialer"],
    Presets =
    [
        new Preset("last-quarter", "Last quarter", new Dictionary<string, string> { ["period"] = "last-quarter" }),
        new Preset("of-contacts", "Right parties out of contacts", new Dictionary<string, string> { ["rightPartyOf"] = "contacts" }),
    ],
    Conventions =
    [
        "Contact: a live person reached (third party or right party). Contact rate = contacts ÷ attempts; RPC rate = right-party contacts ÷ attempts, or ÷ contacts where so chosen (its denominator stands beside it); penetration = accounts with a right-party contact by who had them on that day ÷ accounts assigned in the period; promise rate = promises taken ÷ right-party contacts.",
        "Kept: payments posted from the day of the promise to its due day + grace come to at least tolerance × the amount promised; with several promises the first due takes payments first. Payments taken back by the as-of day do not count.",
        "Kept rate = kept ÷ promises due in the period. Cancelled promises, and those whose grace ends on the as-of day or later, are not in the denominator. Kept rate of money = Σ min(paid, promised) ÷ Σ promised.",
        "A promise is credited to who took it; money and cures to who had the loan on that day: that of the payment, for a cure the last payment of the month (the month-end where there was none); a late loan that did not cure to who had it at the month-end. Cure rate: loans 30 or more days late at a month-end that are current at the next one, ÷ those late, for the month-ends of the period; as in delinquency aging, a late loan that the next snapshot does not have stays in the denominator, and a step from or to a month-end whose snapshot of the loan's portfolio is not loaded in full counts on neither side.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } = [Section("collectors", "Collectors"), Section("queues", "Queues")];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new("PromisesKept", "Promises due and kept, promised and paid, by collector = promises and payments, taken promise by promise")
        {
            Own = _ => new("collectors", new(nameof(Row.Due), "due"), new(nameof(Row.Kept), "kept"), new(nameof(Row.Promised), "promised"), new(nameof(Row.Paid), "paid"))
            {
                Place = nameof(Row.Code),
            },
        },
        new("CuresInSnapshots", "Late loans and cures, by queue = pairs of snapshots, each with who had the loan on the day")
        {
            Own = _ => new("queues", new(nameof(Row.Delinquent), "late loans"), new(nameof(Row.Cured), "cures")) { Place = nameof(Row.Code) },
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Collected by queue", "queues", nameof(Row.Code), [new(nameof(Row.Collected))]),
        new(ChartKind.Bar, "Kept and broken promises by collector", "collectors", nameof(Row.Code), [new(nameof(Row.Kept)), new(nameof(Row.Broken))]),
    ];

    /// <inheritdoc />
    protected override ValueTask<Outcome<Input>> ResolveAsync(ResolveContext context, Input input, CancellationToken ct) =>
        ValueTask.FromResult<Outcome<Input>>(input.Settled(context.Conventions) with
        {
            RightPartyOf = input.RightPartyOf ?? Enum.Parse<ContactBase>(context.Conventions.RightPartyRateOf, ignoreCase: true),
        });

    private static Section<Input, Row> Section(string name, string title) =>
        new(name, title, $"one row per {title.ToLowerInvariant()[..^1]} and currency of the loans")
        {
            Controls = [nameof(Row.Attempts), nameof(Row.RightPartyContacts), nameof(Row.Promises)],
            Rows = (snapshot, input, ct) => RowsAsync(name, snapshot, input, ct),
            Drills = [.. Links(name)],
        };

    private static async IAsyncEnumerable<Row> RowsAsync(string dimension, ISnapshot snapshot, Input input, [EnumeratorCancellation] CancellationToken ct)
    {
        var activity = (await snapshot.QueryOnceAsync<Activity>("CollectionPerformance.activity", input, ct))
            .Where(row => row.Dimension == dimension)
            .ToDictionary(row => (row.Code, row.Currency));
        var promises = await snapshot.QueryOnceAsync<Promise>("CollectionPerformance.promises", input, ct);
        var payments = await snapshot.QueryOnceAsync<Payment>("CollectionPerformance.payments", input, ct);
        var paid = PromiseKeeping.Allocate(promises, payments, input.GraceDays!.Value);
        var rules = new PromiseRules(input.Period, input.AsOf.Date, input.GraceDays!.Value, input.Tolerance!.Value);
        var results = promises
            .GroupBy(promise => (Code: dimension == "collectors" ? promise.Collector : promise.Queue, promise.Currency))
            .ToDictionary(group => group.Key, group => PromiseKeeping.Count([.. group], paid, rules));
        foreach (var key in activity.Keys.Union(results.Where(result => result.Value.Any).Select(result => result.Key)).OrderBy(key => key.Code, StringComparer.Ordinal).ThenBy(key => key.Currency, StringComparer.Ordinal))
        {
            yield return Row.Of(key.Code, key.Currency, activity.GetValueOrDefault(key) ?? new Activity(), results.GetValueOrDefault(key) ?? new PromiseCounts(), input.RightPartyOf!.Value);
        }
    }

    /// <summary>What right-party contacts are a share of.</summary>
    public enum ContactBase
    {
        /// <summary>All attempts.</summary>
        Attempts,

        /// <summary>The attempts that reached a live person.</summary>
        Contacts,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : PromiseFilters<Input>
    {
        [Parameter("Period", "Attempts, promises and payments of these days, both included.", Default = "last-month")]
        public Period Period { get; init; }

        [Parameter("RPC rate out of", "What right-party contacts are a share of; the setting Conventions:RightPartyRateOf when left empty.", Advanced = true, NotInSql = true)]
        public ContactBase? RightPartyOf { get; init; }
    }
}
