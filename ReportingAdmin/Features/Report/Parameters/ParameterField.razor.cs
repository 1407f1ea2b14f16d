using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Features.Report.Parameters;

/// <summary>The control of one parameter, by its type.</summary>
public sealed partial class ParameterField
{
    private IReadOnlyList<Problem> _problems = [];
    private bool _grouped;
    private string? _invalid;
    private string _id = "";
    private string _notes = "";
    private string? _inputMode;

    /// <summary>Which parameter.</summary>
    [Parameter, EditorRequired]
    public ReportParameter Parameter { get; set; } = default!;

    /// <summary>The form's texts.</summary>
    [Parameter, EditorRequired]
    public FormState State { get; set; } = default!;

    /// <summary>All problems of the form.</summary>
    [Parameter]
    public IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>Finds values of a lookup.</summary>
    [Parameter]
    public Func<string, string, Task<IReadOnlyList<Choice>>> Search { get; set; } = (_, _) => Task.FromResult<IReadOnlyList<Choice>>([]);

    /// <summary>A text was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    // An empty list or lookup is no filter, and says so.
    private string? All => (Parameter.IsList || Parameter.Spec.Lookup is not null) && Parameter.IsOptional && State[Parameter.Name].Length == 0
        ? Parameter.Spec.Unset
        : null;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _problems = FormState.Of(Problems, Parameter);
        _grouped = Parameter.Type is ParameterType.Period or ParameterType.AsOf or ParameterType.Snapshot or ParameterType.Flag
            || (Parameter.Type == ParameterType.Choice && Parameter.IsList);
        _invalid = _problems.Count > 0 ? "true" : null;
        _id = FieldId.Of(Parameter.Name);
        _notes = FieldId.Notes(Parameter.Name);
        _inputMode = Parameter.Type switch
        {
            ParameterType.Integer => "numeric",
            ParameterType.Number => "decimal",
            _ => null,
        };
    }

    private Task SetAsync(ChangeEventArgs args)
    {
        State[Parameter.Name] = args.Value as string ?? "";
        return Changed.InvokeAsync();
    }

    private Task SetFlagAsync(ChangeEventArgs args)
    {
        State[Parameter.Name] = args.Value is true ? "true" : "false";
        return Changed.InvokeAsync();
    }
}
