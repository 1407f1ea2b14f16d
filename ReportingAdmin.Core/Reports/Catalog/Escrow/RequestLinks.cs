using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>The ways from figures of requests to the requests themselves.</summary>
internal static class RequestLinks
{
    /// <summary>A link from each figure of a section to the requests that it counts.</summary>
    /// <typeparam name="TRow">The section's row.</typeparam>
    /// <param name="group">Narrows what the report asked for to the group that the row stands for.</param>
    public static IReadOnlyList<Drill<RequestsInput, TRow>> Of<TRow>(Func<DisbursementRequests.Input, TRow, DisbursementRequests.Input> group)
        where TRow : RequestFigures
    {
        return
        [
            Link(nameof(RequestFigures.Requests), "These requests", all => all),
            Link(nameof(RequestFigures.Submitted), "Requests only submitted", In(RequestStatus.Submitted)),
            Link(nameof(RequestFigures.Approved), "Requests approved", In(RequestStatus.Approved)),
            Link(nameof(RequestFigures.Rejected), "Requests rejected", In(RequestStatus.Rejected)),
            Link(nameof(RequestFigures.Paid), "Requests paid", In(RequestStatus.Paid)),
            Link(nameof(RequestFigures.Cancelled), "Requests cancelled", In(RequestStatus.Cancelled)),
            Link(nameof(RequestFigures.Amount), "These requests", all => all),
            Link(nameof(RequestFigures.MedianHours), "Requests paid, with their hours", all => all with { Timed = true }),
            Link(nameof(RequestFigures.Timed), "Requests paid, with their hours", all => all with { Timed = true }),
            Link(nameof(RequestFigures.WithoutHistory), "Requests without history", all => all with { SaidBy = StatusSource.CurrentStatus }),
        ];

        Drill<RequestsInput, TRow> Link(string from, string title, Func<DisbursementRequests.Input, DisbursementRequests.Input> narrow) =>
            new(from, title, typeof(DisbursementRequests), (input, row) => narrow(group(All(input, row), row)));
    }

    private static Func<DisbursementRequests.Input, DisbursementRequests.Input> In(RequestStatus status) => all => all with { Status = [status] };

    private static DisbursementRequests.Input All(RequestsInput input, RequestFigures row) => new()
    {
        Period = input.Period,
        Staff = input.Staff,
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };
}
