using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Trail;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Administration;

/// <summary>Says how far the trail is sealed, and checks the seals when asked.</summary>
public sealed partial class TrailSealCard
{
    private TrailSeals? _seals;
    private IReadOnlyList<BrokenSeal>? _broken;
    private string? _problem;
    private bool _checking;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private AuditIntegrity Integrity { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    [Inject]
    private ILogger<TrailSealCard> Logger { get; set; } = default!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => TryAsync(async caller =>
    {
        var found = await Integrity.FindAsync(caller, Stopped);
        (_seals, _problem) = (found.Value, found.Ok ? null : found.FirstProblem.Message);
    });

    private async Task CheckAsync()
    {
        _checking = true;
        await TryAsync(async caller =>
        {
            var found = await Integrity.CheckAsync(caller, Stopped);
            (_seals, _broken, _problem) = (found.Value?.Seals ?? _seals, found.Value?.Broken, found.Ok ? null : found.FirstProblem.Message);
        });
        _checking = false;
    }

    private async Task TryAsync(Func<Caller, Task> act)
    {
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            if (caller.Ok)
            {
                await act(caller.Value);
            }
            else
            {
                _problem = caller.FirstProblem.Message;
            }
        }
        catch (Exception exception) when (DataFailure.Is(exception))
        {
            _problem = $"The seals cannot be read just now. Try again in a minute. Reference {DataFailure.Note(Logger, exception)}";
        }
    }
}
