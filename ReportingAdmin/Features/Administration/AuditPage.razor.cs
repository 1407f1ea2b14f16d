using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Administration.Trail;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Administration;

/// <summary>The audit trail, a page at a time, with its filter in the address.</summary>
public sealed partial class AuditPage
{
    private const int Take = 50;

    private IReadOnlyList<string> _actions = [];
    private AuditListing? _page;
    private AuditFilter _filter = new();
    private AuditPlace _place = new();
    private DateTimeOffset? _startsAt;
    private int _asked;
    private string? _problem;
    private string? _reference;
    private string _who = "";
    private string _action = "";
    private string _target = "";
    private string _outcome = "";
    private DateOnly? _from;
    private DateOnly? _to;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private AuditTrail Trail { get; set; } = default!;

    [Inject]
    private AuditIntegrity Integrity { get; set; } = default!;

    [Inject]
    private CompanyCalendar Calendar { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    [Inject]
    private ILogger<AuditPage> Logger { get; set; } = default!;

    private IEnumerable<string> Choices => _actions.Append(_filter.Action).Where(action => action.Length > 0).Distinct().OrderBy(AuditWords.Of, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<KeyValuePair<string, string>> Words => AuditQuery.Write(_filter);

    private string CountText => _page is null ? "" : _page.Count > AuditTrail.CountedAtMost
        ? $"More than {RunWords.Count(AuditTrail.CountedAtMost)} lines"
        : _page.Count == 1 ? "1 line" : $"{RunWords.Count(_page.Count)} lines";

    private string EmptyText =>
        _startsAt is null ? "Nothing was noted yet: what people do from now on stands here."
        : _filter is { From: not null } or { To: not null } ? $"No line fits these filters and days. The trail starts on {RunWords.At(_startsAt, Company.Zone)}."
        : "No line fits these filters.";

    /// <summary>The name of a detail, as a heading.</summary>
    /// <param name="name">As kept, in camel case.</param>
    public static string Label(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + string.Concat(name.Skip(1).Select(letter => char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <inheritdoc />
    protected override string Path => AppUrls.AuditRoute;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => ReadAsync(Navigation.Uri);

    /// <inheritdoc />
    protected override Task FollowAsync(string address) => ReadAsync(address);

    private string FileUrl(string format) => AppUrls.AuditFile.With(Words.Append(KeyValuePair.Create("format", format)));

    private string PlaceUrl(string word, long id) => AppUrls.AuditRoute.With(Words.Append(KeyValuePair.Create(word, id.ToString(CultureInfo.InvariantCulture))));

    private void Show()
    {
        var filter = new AuditFilter
        {
            Who = _who.Trim(),
            Action = _action,
            Target = _target.Trim(),
            From = _from,
            To = _to,
            Outcome = Enum.TryParse<AuditOutcome>(_outcome, out var outcome) ? outcome : null,
        };
        Navigation.NavigateTo(AppUrls.AuditRoute.With(AuditQuery.Write(filter)));
    }

    private async Task ReadAsync(string address)
    {
        var query = ReportQuery.Parse(new Uri(address).Query);
        (_filter, _place) = AuditQuery.Read(query);
        (_who, _action, _target, _from, _to, _outcome) = (_filter.Who, _filter.Action, _filter.Target, _filter.From, _filter.To, _filter.Outcome?.ToString() ?? "");
        var asked = ++_asked;
        if (AuditQuery.Unread(query) is { Count: > 0 } unread)
        {
            (_page, _problem, _reference) = (null, string.Join(" ", unread), null);
            return;
        }

        var caller = await Caller.LoadAsync(Stopped);
        if (!caller.Ok)
        {
            (_page, _problem) = (null, caller.FirstProblem.Message);
            return;
        }

        try
        {
            var read = await Trail.ListAsync(caller.Value, _filter, _place, Take, Stopped);
            var actions = await Trail.ActionsAsync(caller.Value, Stopped);
            var startsAt = read.Value is { Lines.Count: 0 } ? (await Integrity.FindAsync(caller.Value, Stopped)).Value?.StartsAt : null;
            if (asked != _asked)
            {
                return; // another address was asked for meanwhile
            }

            (_page, _problem, _reference) = (read.Value, read.Ok ? null : read.FirstProblem.Message, null);
            (_actions, _startsAt) = (actions, startsAt);
        }
        catch (Exception exception) when (DataFailure.Is(exception))
        {
            (_page, _problem, _reference) = (null, "The trail cannot be read just now. Nothing was changed. Try again in a minute.", DataFailure.Note(Logger, exception));
        }
    }
}
