using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Features.SignIn;

/// <summary>Picks a made-up person. Plain HTML: a form and buttons, no circuit.</summary>
public sealed partial class SignInPage
{
    private IReadOnlyList<DevelopmentPerson> _people = [];

    /// <summary>The page asked for before.</summary>
    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [Inject]
    private DevelopmentPeople People { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _people = await People.ListAsync(Context.RequestAborted);

    private static string Roles(DevelopmentPerson person) => person.Roles.Count == 0 ? "Viewer" : string.Join(", ", person.Roles);
}
