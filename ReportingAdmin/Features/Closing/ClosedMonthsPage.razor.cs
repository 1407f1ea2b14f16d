using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Closing;

/// <summary>Finance closes months here, and opens them again with a reason.</summary>
public sealed partial class ClosedMonthsPage
{
    private const int MostMonths = 36;

    private readonly Dictionary<string, DateOnly?> _chosen = [];
    private readonly Dictionary<string, string> _reasons = [];
    private IReadOnlyList<ClosedArea>? _areas;
    private (string Area, Problem Problem)? _problem;
    private string? _refusal;
    private string? _said;
    private bool _busy;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ClosedPeriods Closing { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var caller = await Caller.LoadAsync(Stopped);
        await ReadAsync(caller);
    }

    private async Task ReadAsync(Outcome<Core.Access.Caller> caller)
    {
        var read = caller.Ok ? await Closing.ListAsync(caller.Value, Stopped) : Outcome<IReadOnlyList<ClosedArea>>.From(caller.Problems);
        (_areas, _refusal) = (read.Value, read.Ok ? null : read.FirstProblem.Message);
    }

    private void Choose(ClosedArea area, ChangeEventArgs change)
    {
        _chosen[area.Area] = DateOnly.TryParseExact(change.Value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        (_problem, _said) = (null, null);
    }

    private async Task SaveAsync(ClosedArea area)
    {
        _busy = true;
        var wanted = Chosen(area);
        var caller = await Caller.LoadAsync(Stopped);
        var problem = caller.Ok
            ? await Closing.ChangeAsync(caller.Value, new ClosingChange(area.Area, wanted, area.ThroughOn, _reasons.GetValueOrDefault(area.Area, "")), Stopped)
            : caller.FirstProblem;
        _problem = problem is null ? null : (area.Area, problem);
        _said = problem is null ? $"{ClosedPeriods.Words(area.Area)}: {(wanted is { } through ? "closed through " + Month(through) : "no month is closed")}." : null;
        if (problem is null or { Code: "stale" })
        {
            _chosen.Remove(area.Area);
            _reasons.Remove(area.Area);
            await ReadAsync(caller);
        }

        _busy = false;
    }

    private DateOnly? Chosen(ClosedArea area) => _chosen.TryGetValue(area.Area, out var chosen) ? chosen : area.ThroughOn;

    // What is closed may be older than what is offered.
    private IEnumerable<DateOnly> Months(ClosedArea area) =>
        Closing.MonthEnds(MostMonths).Union(area.ThroughOn is { } through ? [through] : []).OrderDescending();

    private string Effect(ClosedArea area) => (area.ThroughOn, Chosen(area)) switch
    {
        var (now, then) when now == then => "",
        (null, { } then) => $"Closes every month up to {Month(then)}.",
        ({ } now, null) => $"Opens every month up to {Month(now)} again: say why.",
        ({ } now, { } then) when then < now => $"Opens {Span(then, now)} again: say why.",
        ({ } now, { } then) => $"Closes {Span(now, then)}.",
        _ => "",
    };

    private static string Span(DateOnly after, DateOnly through) =>
        after.AddDays(1).AddMonths(1) > through ? Month(through) : $"{Month(after.AddDays(1))} to {Month(through)}";

    private static string Holds(string area) => area switch
    {
        "escrow" => "Ledger entries, bank statements, changes of status, history of requests and terms, by their days.",
        "lending" => "Month-end snapshots, payments, interest, fees, charge-offs, recoveries, modifications and collections, by their days.",
        _ => "Journal entries, by posting date.",
    };

    private static string Month(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
