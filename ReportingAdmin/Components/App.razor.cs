using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace ReportingAdmin.Components;

/// <summary>The static shell. Pages live in a circuit without prerendering; those that opt out are plain HTML and keep their status code.</summary>
public sealed partial class App
{
    private static readonly string[] s_lightSheets =
    [
        "_content/Radzen.Blazor/css/material-base.css", "_content/Radzen.Blazor/css/material-wcag.css", "css/theme-light.css",
    ];

    private static readonly string[] s_darkSheets =
    [
        "_content/Radzen.Blazor/css/material-dark-base.css", "_content/Radzen.Blazor/css/material-dark-wcag.css", "css/theme-dark.css",
    ];

    private static readonly string[] s_sheets = ["css/base.css", "css/shell.css", "css/parts.css", "css/home.css", "css/palette.css", "css/catalog.css", "css/report.css", "css/explore.css", "css/imports.css", "css/administration.css"];

    private static readonly InteractiveServerRenderMode s_circuit = new(prerender: false);

    private Theme _theme = new("system");
    private IComponentRenderMode? _mode;

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _theme = Theme.Of(Context);
        _mode = Context?.AcceptsInteractiveRouting() == true ? s_circuit : null;
    }
}
