using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Security;

namespace ReportingAdmin.Components.Layout;

/// <summary>The group of pages for those who run the system; looked up anew with each page, so that it goes with the right.</summary>
public sealed partial class AdministrationNav : IDisposable
{
    private static readonly Page[] s_pages =
    [
        new("Access", AppUrls.AccessRoute, Permissions.AccessManage, "person-key", "w"),
        new("Audit trail", AppUrls.AuditRoute, Permissions.AuditRead, "history", "u"),
        new("System", AppUrls.SystemRoute, Permissions.SystemManage, "gauge", "y"),
    ];

    private IReadOnlyList<Page> _shown = [];

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose() => Navigation.LocationChanged -= Follow;

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Follow;
        return ReadAsync();
    }

    private async Task ReadAsync()
    {
        var caller = await Caller.FindAsync(CancellationToken.None);
        _shown = caller is null ? [] : [.. s_pages.Where(page => caller.May(page.Permission))];
    }

    private void Follow(object? sender, LocationChangedEventArgs args) => _ = InvokeAsync(async () =>
    {
        await ReadAsync();
        StateHasChanged();
    });

    private sealed record Page(string Title, string Url, string Permission, string Icon, string Key);
}
