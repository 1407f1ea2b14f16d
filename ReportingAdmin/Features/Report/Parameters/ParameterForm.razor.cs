using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Features.Report.Parameters;

/// <summary>The form drawn from a report's parameters. It only collects texts; the engine reads them and says what is wrong.</summary>
public sealed partial class ParameterForm
{
    private IReadOnlyList<ReportParameter> _plain = [];
    private IReadOnlyList<ReportParameter> _advanced = [];
    private bool _moreOpen;

    /// <summary>Whose parameters.</summary>
    [Parameter, EditorRequired]
    public ReportDefinition Report { get; set; } = default!;

    /// <summary>The texts.</summary>
    [Parameter, EditorRequired]
    public FormState State { get; set; } = default!;

    /// <summary>What stands against the texts.</summary>
    [Parameter]
    public IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>Finds values of a lookup.</summary>
    [Parameter, EditorRequired]
    public Func<string, string, Task<IReadOnlyList<Choice>>> Search { get; set; } = default!;

    /// <summary>What stands above the fields.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The form is to be run.</summary>
    [Parameter]
    public EventCallback Run { get; set; }

    /// <summary>The defaults are wanted back.</summary>
    [Parameter]
    public EventCallback Reset { get; set; }

    /// <summary>A text was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>What a file will take.</summary>
    [Parameter]
    public RenderFragment? Estimate { get; set; }

    /// <summary>What is shown is to be saved.</summary>
    [Parameter]
    public EventCallback Save { get; set; }

    /// <summary>The form is to be folded away.</summary>
    [Parameter]
    public EventCallback Folded { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _plain = [.. Report.Parameters.Where(parameter => !parameter.Spec.Advanced)];
        _advanced = [.. Report.Parameters.Where(parameter => parameter.Spec.Advanced)];
        _moreOpen = _moreOpen || _advanced.Any(parameter => FormState.Of(Problems, parameter).Count > 0);
    }

    private Task RunAsync() => Run.InvokeAsync();

    private Task Fold() => Folded.InvokeAsync();

    private string? TargetOf(Problem problem) =>
        problem.Field is { } field && Report.Parameters.Any(parameter => parameter.GivenNames.Contains(field)) ? FieldId.Of(field) : null;

    private async Task FocusAsync(string id)
    {
        await using var shell = await Script.InvokeAsync<IJSObjectReference>("import", AppUrls.ShellScript);
        await shell.InvokeVoidAsync("focusOn", id);
    }
}
