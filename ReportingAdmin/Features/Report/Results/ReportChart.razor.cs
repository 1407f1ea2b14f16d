using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>A picture of fixed height with a table in its place for those who want the figures.</summary>
public sealed partial class ReportChart
{
    private ElementReference _figure;
    private string _id = "";
    private ChartShape _shape = default!;
    private ChartData? _shaped;

    /// <summary>The picture.</summary>
    [Parameter, EditorRequired]
    public ChartData Chart { get; set; } = default!;

    /// <summary>The currencies that the same picture is there in.</summary>
    [Parameter]
    public IReadOnlyList<string> Currencies { get; set; } = [];

    /// <summary>The address with another of them.</summary>
    [Parameter]
    public Func<string, string> CurrencyUrl { get; set; } = _ => "";

    /// <summary>Its number on the page.</summary>
    [Parameter]
    public int Number { get; set; }

    /// <summary>Whether the table is shown.</summary>
    [Parameter]
    public bool AsTable { get; set; }

    /// <summary>The address with the other of the two.</summary>
    [Parameter, EditorRequired]
    public string ToggleUrl { get; set; } = "";

    /// <summary>The name of its file, without the ending.</summary>
    [Parameter]
    public string FileName { get; set; } = "chart";

    /// <summary>The lines under it in a file: what it is of.</summary>
    [Parameter]
    public IReadOnlyList<string> Notes { get; set; } = [];

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _id = string.Create(CultureInfo.InvariantCulture, $"chart-{Number}");
        if (!ReferenceEquals(Chart, _shaped))
        {
            (_shape, _shaped) = (ChartShape.Of(Chart), Chart);
        }
    }

    // Drawn in the browser from what it shows: nothing of it comes back through the circuit.
    private async Task SaveAsync(string form)
    {
        await using var script = await Script.InvokeAsync<IJSObjectReference>("import", AppUrls.ReportScript);
        await script.InvokeVoidAsync("savePicture", _figure, form, FileName, Notes);
    }
}
