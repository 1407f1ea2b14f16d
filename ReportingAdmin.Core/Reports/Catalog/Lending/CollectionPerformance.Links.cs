using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The ways to the attempts, promises, payments and late loans behind the figures.</summary>
public sealed partial class CollectionPerformance
{
    private static IEnumerable<Drill<Input, Row>> Links(string dimension)
    {
        Drill<Input, Row> Link(string column, string title, string section, Func<CollectionLog.Input, CollectionLog.Input> narrowed) =>
            new(column, title, typeof(CollectionLog), (input, row) => narrowed(Worked(dimension, input, row))) { Section = section };

        Drill<Input, Row> Attempts(string column, string title, params CollectionLog.AttemptOutcome[] outcomes) =>
            Link(column, title, "attempts", log => log with { Outcome = outcomes.Length > 0 ? outcomes : null });

        Drill<Input, Row> Promises(string column, string title, CollectionLog.PromisePart part) =>
            Link(column, title, "promises", log => log with { Promise = part });

        return
        [
            Attempts(nameof(Row.Attempts), "The attempts"),
            Attempts(nameof(Row.Contacts), "The attempts that reached a person", CollectionLog.AttemptOutcome.ThirdParty, CollectionLog.AttemptOutcome.RightParty),
            Attempts(nameof(Row.RightPartyContacts), "The attempts that reached the borrower", CollectionLog.AttemptOutcome.RightParty),
            Promises(nameof(Row.Promises), "The promises taken", CollectionLog.PromisePart.Taken),
            Promises(nameof(Row.Due), "The promises due", CollectionLog.PromisePart.Due),
            Promises(nameof(Row.Kept), "The promises kept", CollectionLog.PromisePart.Kept),
            Promises(nameof(Row.Broken), "The promises broken", CollectionLog.PromisePart.Broken),
            Promises(nameof(Row.Pending), "The promises pending", CollectionLog.PromisePart.Pending),
            Promises(nameof(Row.Cancelled), "The promises cancelled", CollectionLog.PromisePart.Cancelled),
            Promises(nameof(Row.Promised), "The promises due", CollectionLog.PromisePart.Due),
            Promises(nameof(Row.Paid), "The promises due", CollectionLog.PromisePart.Due),
            Link(nameof(Row.Collected), "The payments", "payments", log => log),
            Link(nameof(Row.Delinquent), "The late loans", "late-loans", log => log),
            Link(nameof(Row.Cured), "The loans that cured", "late-loans", log => log with { CuredOnly = true }),
        ];
    }

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
