using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Rights;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Administration;

/// <summary>One person: roles and rows, both to be changed here, and why each report may be seen or not.</summary>
public sealed partial class PersonDesk
{
    private PersonRights? _person;
    private IReadOnlyList<RoleRights> _roles = [];
    private ScopeCodes _codes = new([], []);
    private IReadOnlyList<Problem> _problems = [];
    private IReadOnlyList<Problem> _scopeProblems = [];
    private string _role = "";
    private string? _said;
    private long? _me;
    private bool _missing;
    private bool _busy;
    private bool _disabling;

    /// <summary>The person.</summary>
    [Parameter, EditorRequired]
    public long Id { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private AccessDirectory Directory { get; set; } = default!;

    [Inject]
    private AccessChanges Changes { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    [Inject]
    private ILogger<PersonDesk> Logger { get; set; } = default!;

    private bool Own => _me == Id;

    private IEnumerable<RoleRights> Free => _roles.Where(role => !role.Everyone && _person!.Roles.All(held => held.Name != role.Name));

    private string DisableText => _person!.DisabledAt is not null ? "Let in again" : _disabling ? $"Really refuse {_person.Name}" : "Disable…";

    private string ScopeWords => _person!.ScopeAt is { } at ? $"Set by {_person.ScopeBy ?? "the operator"} on {RunWords.At(at, Company.Zone)}." : "Nobody has said which rows: none are seen.";

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => ReadAsync();

    private string HeldWords(HeldRole role) => role.Everyone ? "everyone has it"
        : $"given by {role.GrantedBy ?? "the operator"} on {RunWords.At(role.GrantedAt, Company.Zone)}";

    private async Task ReadAsync()
    {
        var caller = await Caller.LoadAsync(Stopped);
        if (!caller.Ok)
        {
            _problems = caller.Problems;
            return;
        }

        try
        {
            var person = await Directory.FindAsync(caller.Value, Id, Stopped);
            var roles = await Directory.RolesAsync(caller.Value, Stopped);
            var codes = await Directory.CodesAsync(caller.Value, Stopped);

            // All at once: a page drawn meanwhile would show the person without agencies to tick, and move when they come.
            (_me, _person, _roles, _codes) = (caller.Value.PersonId, person.Value, roles.Value ?? [], codes.Value ?? _codes);
            _missing = !person.Ok && person.FirstProblem.Kind == ProblemKind.NotFound;
            _problems = person.Ok || _missing ? _problems : person.Problems;
        }
        catch (Exception exception) when (DataFailure.Is(exception))
        {
            _problems = [new Problem(ProblemKind.Failed, $"The person cannot be read just now. Nothing was changed. Try again in a minute. Reference {DataFailure.Note(Logger, exception)}")];
        }
    }

    private Task GrantAsync()
    {
        var role = _role;
        return DoAsync(caller => Changes.GrantAsync(caller, Id, _person!.RightsVersion, role, Stopped), $"{_person!.Name} holds {role} from now on.");
    }

    private Task RevokeAsync(string role) =>
        DoAsync(caller => Changes.RevokeAsync(caller, Id, _person!.RightsVersion, role, Stopped), $"{_person!.Name} does not hold {role} any more.");

    private Task DisableAsync()
    {
        var refuse = _person!.DisabledAt is null;
        if (refuse && !_disabling)
        {
            _disabling = true;
            return Task.CompletedTask;
        }

        return DoAsync(caller => Changes.DisableAsync(caller, Id, _person.RightsVersion, refuse, Stopped), refuse ? $"{_person.Name} is refused from now on." : $"{_person.Name} may sign in again.");
    }

    private Task SaveScopeAsync(RowScope scope) => DoAsync(
        async caller =>
        {
            var saved = await Changes.SetScopeAsync(caller, Id, _person!.RightsVersion, scope, Stopped);
            _scopeProblems = [.. saved.Problems.Where(problem => problem.Field is "agencies" or "portfolios")];
            return saved.Ok ? null : saved.Problems.Except(_scopeProblems).FirstOrDefault() ?? new Problem(ProblemKind.Invalid, "The rows were not changed; see what is wrong with them below.");
        },
        $"{_person!.Name} sees these rows from now on, in open pages too.");

    private async Task DoAsync(Func<Caller, Task<Problem?>> act, string said)
    {
        (_busy, _said, _problems, _scopeProblems) = (true, null, [], []);
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            var problem = caller.Ok ? await act(caller.Value) : caller.FirstProblem;
            (_said, _problems) = (problem is null ? said : null, problem is null ? [] : [problem]);
            (_role, _disabling) = ("", false);
            if (problem is null || problem.Kind == ProblemKind.Conflict)
            {
                await ReadAsync();
            }
        }
        catch (Exception exception) when (DataFailure.Is(exception))
        {
            _problems = [new Problem(ProblemKind.Failed, $"It could not be saved just now. Nothing was changed. Try again in a minute. Reference {DataFailure.Note(Logger, exception)}")];
        }
        finally
        {
            _busy = false;
        }
    }
}
