using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Status;

/// <summary>Says which right is missing, which roles include it and who grants them; nothing of what lies behind the page.</summary>
public sealed partial class ForbiddenPanel
{
    private GrantedBy? _granted;
    private bool? _preview;

    /// <summary>Why it was refused; null = said by the right, or in general.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>The missing right; null = not known.</summary>
    [Parameter]
    public string? Permission { get; set; }

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private Granting Granting { get; set; } = default!;

    private string Text => Reason
        ?? (Permission is null
            ? "Your roles do not include the right that this page needs. An administrator grants it by a role."
            : $"This page needs the right to {PermissionWords.Of(Permission)} ({Permission}), which your roles do not include.");

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        // Nothing can be asked for from a preview; until it is known to be none nothing is offered.
        _preview = Context is not null ? StatusFacts.PreviewerOf(Context)?.Preview is not null : (await Caller.FindAsync(CancellationToken.None))?.Preview is not null;

        // A page without a circuit is not waited for: what it says was looked up before it.
        _granted = Context is not null ? StatusFacts.GrantedOf(Context)
            : Permission is null ? null
            : await Granting.FindAsync(Permission, CancellationToken.None);
    }
}
