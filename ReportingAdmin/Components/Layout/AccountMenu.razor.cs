using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Security;

namespace ReportingAdmin.Components.Layout;

/// <summary>Who is signed in, with which roles and rows, and the way out.</summary>
public sealed partial class AccountMenu
{
    private Caller? _caller;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _caller = await Caller.FindAsync(CancellationToken.None);
}
