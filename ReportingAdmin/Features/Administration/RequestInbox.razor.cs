using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Rights;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Administration;

/// <summary>Requests for rights, to be answered here.</summary>
public sealed partial class RequestInbox
{
    private readonly Dictionary<long, string> _answers = [];
    private readonly Dictionary<long, string> _roles = [];
    private IReadOnlyList<RequestLine>? _lines;
    private string? _problem;
    private string? _said;
    private bool _busy;

    /// <summary>One was answered.</summary>
    [Parameter]
    public EventCallback Decided { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private AccessRequests Requests { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var caller = await Caller.LoadAsync(Stopped);
        if (caller.Ok)
        {
            await ReadAsync(caller.Value);
        }
        else
        {
            _problem = caller.FirstProblem.Message;
        }
    }

    private async Task ReadAsync(Caller caller)
    {
        var lines = await Requests.ListAsync(caller, Stopped);
        (_lines, _problem) = (lines.Value ?? [], lines.Ok ? _problem : lines.FirstProblem.Message);
    }

    private void Choose(RequestLine line, ChangeEventArgs change) => _roles[line.Id] = change.Value as string ?? "";

    private Task GrantAsync(RequestLine line) => DecideAsync(line, _roles.GetValueOrDefault(line.Id, line.Roles[0]));

    private Task RefuseAsync(RequestLine line) => DecideAsync(line, null);

    private async Task DecideAsync(RequestLine line, string? role)
    {
        _busy = true;
        var caller = await Caller.LoadAsync(Stopped);
        _problem = caller.Ok
            ? (await Requests.DecideAsync(caller.Value, line.Id, role, _answers.GetValueOrDefault(line.Id, ""), Stopped))?.Message
            : caller.FirstProblem.Message;
        _said = _problem is not null ? null : role is null ? $"The request of {line.PersonName} is answered." : $"{line.PersonName} holds {role} from now on.";
        if (caller.Ok)
        {
            await ReadAsync(caller.Value);
        }

        _busy = false;
        await Decided.InvokeAsync();
    }
}
