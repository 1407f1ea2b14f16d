using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The ways to the attempts, accounts, promises, payments and late loans behind the figures.</summary>
public sealed partial class CollectionPerformance
{
    private static readonly CollectionLog.AttemptOutcome[] s_contacts = [CollectionLog.AttemptOutcome.ThirdParty, CollectionLog.AttemptOutcome.RightParty];

    private static IEnumerable<Drill<Input, Row>> Links(string dimension)
    {
        Drill<Input, Row> Link(string column, string title, string section, Func<CollectionLog.Input, CollectionLog.Input> narrowed) =>
            new(column, title, typeof(CollectionLog), (input, row) => narrowed(Worked(dimension, input, row))) { Section = section };

        Drill<Input, Row> Attempts(string column, string title, params CollectionLog.AttemptOutcome[] outcomes) =>
            Link(column, title, "attempts", log => log with { Outcome = outcomes.Length > 0 ? outcomes : null });

        Drill<Input, Row> Promises(string column, string title, CollectionLog.PromisePart part) =>
            Link(column, title, "promises", log => log with { Promise = part });

        var attempts = Attempts(nameof(Row.Attempts), "The attempts");
        var rpcBase = new Drill<Input, Row>(nameof(Row.RpcBase), "The attempts that it is out of", typeof(CollectionLog),
            (input, row) => Worked(dimension, input, row) with { Outcome = input.RightPartyOf == ContactBase.Contacts ? s_contacts : null })
        {
            Section = "attempts",
        };
        var accounts = Link(nameof(Row.Accounts), "The accounts", "accounts", log => log);
        var due = Promises(nameof(Row.Due), "The promises due", CollectionLog.PromisePart.Due);
        var late = Link(nameof(Row.Delinquent), "The late loans", "late-loans", log => log);
        return
        [
            attempts,
            Attempts(nameof(Row.Contacts), "The attempts that reached a person", s_contacts),
            Rate(nameof(Row.ContactRate), row => row.ContactRate, attempts),
            Attempts(nameof(Row.RightPartyContacts), "The attempts that reached the borrower", CollectionLog.AttemptOutcome.RightParty),
            rpcBase,
            Rate(nameof(Row.RpcRate), row => row.RpcRate, rpcBase),
            accounts,
            Link(nameof(Row.AccountsReached), "The accounts reached", "accounts", log => log with { ReachedOnly = true }),
            Rate(nameof(Row.Penetration), row => row.Penetration, accounts),
            Promises(nameof(Row.Promises), "The promises taken", CollectionLog.PromisePart.Taken),
            due,
            Promises(nameof(Row.Kept), "The promises kept", CollectionLog.PromisePart.Kept),
            Promises(nameof(Row.Broken), "The promises broken", CollectionLog.PromisePart.Broken),
            Rate(nameof(Row.KeptRate), row => row.KeptRate, due),
            Promises(nameof(Row.Pending), "The promises pending", CollectionLog.PromisePart.Pending),
            Promises(nameof(Row.Cancelled), "The promises cancelled", CollectionLog.PromisePart.Cancelled),
            due with { From = nameof(Row.Promised) },
            due with { From = nameof(Row.Paid) },
            Rate(nameof(Row.KeptRateAmount), row => row.KeptRateAmount, due),
            Link(nameof(Row.Collected), "The payments", "payments", log => log),
            late,
            Link(nameof(Row.Cured), "The loans that cured", "late-loans", log => log with { CuredOnly = true }),
            Rate(nameof(Row.CureRate), row => row.CureRate, late),
        ];
    }

    // A rate leads to the rows of its denominator, each of which says whether it is in the numerator too. The promise rate has none:
    // promises and right-party contacts are two lists.
    private static Drill<Input, Row> Rate(string column, Func<Row, decimal?> rate, Drill<Input, Row> denominator) =>
        denominator with { From = column, EvenAtZero = true, Target = (input, row) => rate(row) is null ? null : denominator.Target(input, row) };

    private static CollectionLog.Input Worked(string dimension, Input input, Row row) => new()
    {
        Period = input.Period,
        AsOf = input.AsOf,
        Collector = dimension == "collectors" ? [row.Code] : null,
        Queue = dimension == "queues" ? [row.Code] : null,
        GraceDays = input.GraceDays,
        Tolerance = input.Tolerance,
        DaysPastDue = input.DaysPastDue,
        Portfolio = input.Portfolio,
        Program = input.Program,
        Vintage = input.Vintage,
        Currency = [row.Currency],
    };
}
