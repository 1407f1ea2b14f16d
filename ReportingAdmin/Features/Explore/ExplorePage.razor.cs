using System.Data.Common;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components;
using ReportingAdmin.Components.Shared;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Explore;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Features.Report.Results;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Explore;

/// <summary>Questions about metrics, answered by the statistics. Its whole state is its address.</summary>
public sealed partial class ExplorePage
{
    private readonly LatestOnly _readings = new();
    private ExploreAddress _address = new(new Dictionary<string, string>(), false);
    private IReadOnlyList<Measure>? _measures;
    private BusinessCalendar? _calendar;
    private IReadOnlyList<Problem> _problems = [];
    private ExploreQuestion? _question;
    private ExploreAnswer? _answer;
    private Problem? _refusal;
    private Failure? _failure;
    private FormShown _shownForm;
    private bool _loading;

    // Until a person chooses, the form is open where there is room beside the answer and folded where there is not.
    private enum FormShown
    {
        AsRoomAllows,
        Open,
        Folded,
    }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private Explorer Explorer { get; set; } = default!;

    [Inject]
    private CompanyCalendar Calendar { get; set; } = default!;

    [Inject]
    private ILogger<ExplorePage> Logger { get; set; } = default!;

    private string Asked => _question is { } question
        ? $"{ExploreFields.Methods[(int)question.Method].Label} · {question.Measure.ServiceTitle}: {question.Name} · by {PeriodWords.Noun(question.Every)}{(question.Target is null ? "" : " · with a target")}"
        : "The question needs a correction.";

    /// <inheritdoc />
    protected override string Path => AppUrls.ExploreRoute;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _address = ExploreAddress.Read(Navigation.Uri);
        await StartAsync();
    }

    /// <inheritdoc />
    protected override async Task FollowAsync(string address)
    {
        var before = _address;
        _address = ExploreAddress.Read(address);
        if (_measures is { Count: > 0 } && !Same(before.Given, _address.Given))
        {
            _calendar = await Calendar.ForAsync("analytics", Stopped);
            await AnswerAsync();
        }
        else if (Same(before.Given, _address.Given))
        {
            _address = _address with { Given = before.Given }; // the form keeps what is typed
        }
    }

    private static string ClassOf(FormShown shown) => shown switch
    {
        FormShown.Open => "report-open",
        FormShown.Folded => "report-folded",
        _ => "report-roomy",
    };

    private async Task StartAsync()
    {
        _failure = null;
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            _calendar = await Calendar.ForAsync("analytics", Stopped);
            var measures = caller.Ok ? await Explorer.MeasuresAsync(caller.Value, Stopped) : Outcome<IReadOnlyList<Measure>>.From(caller.Problems);
            (_measures, _refusal) = (measures.Value, measures.Ok ? null : measures.FirstProblem);
        }
        catch (OperationCanceledException) when (Stopped.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (Fault.Is(exception) || exception is IOException)
        {
            Fail(exception);
        }

        if (_measures is { Count: > 0 })
        {
            await AnswerAsync();
        }
    }

    private async Task AnswerAsync()
    {
        using var reading = await _readings.BeginAsync(Stopped); // of two questions asked one after the other the last one is answered
        if (!reading.IsLatest)
        {
            return;
        }

        var question = ExploreQuestionReader.Read(_address.Given, _measures!, _calendar!);
        (_question, _problems, _failure) = (question.Value, question.Problems, null);
        if (!question.Ok)
        {
            (_answer, _loading, _shownForm) = (null, false, FormShown.Open);
            return;
        }

        _loading = true;
        StateHasChanged();
        try
        {
            var caller = await Caller.LoadAsync(reading.Token);
            var answer = caller.Ok ? await Explorer.AnswerAsync(caller.Value, question.Value, reading.Token) : Outcome<ExploreAnswer>.From(caller.Problems);
            if (reading.IsLatest)
            {
                Show(answer);
            }
        }
        catch (OperationCanceledException) when (reading.Token.IsCancellationRequested)
        {
            // The next question shows its own answer.
        }
        catch (Exception exception) when (Fault.Is(exception) || exception is IOException)
        {
            if (reading.IsLatest)
            {
                Fail(exception);
            }
        }
        finally
        {
            if (reading.IsLatest)
            {
                _loading = false;
            }
        }
    }

    private void Show(Outcome<ExploreAnswer> answer)
    {
        _answer = answer.Value;
        if (answer.Ok)
        {
            return;
        }

        if (answer.FirstProblem.Kind == ProblemKind.Forbidden)
        {
            _refusal = answer.FirstProblem;
            return;
        }

        (_problems, _shownForm) = (answer.Problems, FormShown.Open);
    }

    private void Fail(Exception exception)
    {
        var reference = Reference.New();
        LogFailed(Logger, exception, reference);
        var (title, advice) = exception is DbException { IsTransient: true }
            ? ("The database did not answer", "It may be restarting. Try again in a moment.")
            : ("The question could not be answered", "Try again; if it fails again, send the reference to an administrator.");
        (_answer, _failure) = (null, new Failure(title, advice, reference));
    }

    private void Ask(IReadOnlyDictionary<string, string> texts)
    {
        _shownForm = FormShown.AsRoomAllows;
        var address = _address with { Given = texts };
        if (address.Url == _address.Url)
        {
            _address = address; // what was typed beside it goes when it is reset
            _ = InvokeAsync(RepeatAsync);
        }
        else
        {
            Navigation.NavigateTo(address.Url);
        }
    }

    private async Task RepeatAsync()
    {
        await AnswerAsync();
        StateHasChanged();
    }

    private static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.GetValueOrDefault(pair.Key) == pair.Value);

    [LoggerMessage(Level = LogLevel.Error, Message = "A question about a metric failed, reference {Reference}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string reference);
}
