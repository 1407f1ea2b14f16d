using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>Where a section has no row: what was asked for, and which filter taken away leaves some. That is looked for while it stands there.</summary>
public sealed partial class EmptyResult
{
    private ReportPreview? _lookedFor;
    private Widening? _widening;
    private bool _looking;

    /// <summary>The figures without a row.</summary>
    [Parameter, EditorRequired]
    public ReportPreview Preview { get; set; } = default!;

    /// <summary>What they were asked by.</summary>
    [Parameter, EditorRequired]
    public ReportRequest Request { get; set; } = default!;

    /// <summary>Whether something differs from the defaults.</summary>
    [Parameter]
    public bool Narrowed { get; set; }

    /// <summary>The address without some parameters.</summary>
    [Parameter, EditorRequired]
    public Func<IReadOnlyList<ReportParameter>, string> WideUrl { get; set; } = default!;

    /// <summary>The address with the defaults.</summary>
    [Parameter, EditorRequired]
    public string ResetUrl { get; set; } = "";

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ReportRunner Runner { get; set; } = default!;

    [Inject]
    private ILogger<EmptyResult> Logger { get; set; } = default!;

    private string Text
    {
        get
        {
            var told = Preview.Parameters.Where(parameter => parameter.Given is not null || parameter.Name is "period" or "asOf").ToList();
            var none = told.Count == 0 ? "There are no rows." : $"There are no rows for {string.Join(", ", told.Select(parameter => $"{parameter.Label}: {parameter.Resolved}"))}.";
            return _widening is not { } widening ? none
                : string.Create(CultureInfo.InvariantCulture, $"{none} Without {string.Join(" and ", widening.Left.Select(parameter => $"“{parameter.Spec.Label}”"))} there {(widening.Rows == 1 ? "is 1 row" : $"are {widening.Rows:N0} rows")}.");
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(Preview, _lookedFor))
        {
            return;
        }

        // Trying wider parameters reads anew: not where reading takes so long that a run's rows stand here.
        var preview = _lookedFor = Preview;
        (_widening, _looking) = (null, preview.Run is null);
        var widening = _looking ? await WidenAsync() : null;
        if (ReferenceEquals(preview, _lookedFor))
        {
            (_widening, _looking) = (widening, false);
        }
    }

    private async Task<Widening?> WidenAsync()
    {
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            return caller.Ok ? await Runner.WidenAsync(caller.Value, Request, Preview.Section.Section.Name, Stopped) : null;
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            // It has been said that there is nothing; that no more can be said is no failure of the page.
            _ = Fault.Tell(Logger, exception, Request.Key, "Where to look further could not be read");
            return null;
        }
    }
}
