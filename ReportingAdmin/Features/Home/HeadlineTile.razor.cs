using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Home;

/// <summary>A headline figure: short and exact, its change, and the way to its report and to what it means. Fails alone.</summary>
public sealed partial class HeadlineTile
{
    private HeadlineFigure? _figure;
    private string? _problem;

    /// <summary>Which.</summary>
    [Parameter, EditorRequired]
    public Headline Headline { get; set; } = default!;

    /// <summary>It is to be explained.</summary>
    [Parameter]
    public EventCallback<HeadlineFigure> Explained { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private HeadlineFigures Figures { get; set; } = default!;

    [Inject]
    private ILogger<HeadlineTile> Logger { get; set; } = default!;

    private string TitleId => "tile-" + Headline.Key;

    private HeadlineAmount? First => _figure!.Amounts.Count > 0 ? _figure.Amounts[0] : null;

    private string Short => ShortFigure.Of(First?.Value, _figure!.Column.Spec.Format, First?.Currency);

    // Amounts in other currencies are shown beside, never added.
    private string Others => string.Join(", ", _figure!.Amounts.Skip(1).Where(amount => amount.Value is not null).Select(amount => HeadlineText.Short(_figure, amount)));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            var read = caller.Ok ? await Figures.ReadAsync(caller.Value, Headline, Stopped) : Outcome<HeadlineFigure>.From(caller.Problems);
            (_figure, _problem) = (read.Value, read.Ok ? null : read.FirstProblem.Message);
        }
        catch (OperationCanceledException) when (Stopped.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception exception) when (Fault.Is(exception) || exception is ReportDefectException)
        {
            var reference = Reference.New();
            LogFailed(Logger, exception, Headline.Key, reference);
            _problem = $"This figure could not be read. Reference {reference}";
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Headline figure {Key} failed, reference {Reference}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string key, string reference);
}
