using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Explore;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Statistics.Series;
using ReportingAdmin.Features.Report.Parameters;

namespace ReportingAdmin.Features.Explore;

/// <summary>Collects a question as texts; the reader of questions says what is wrong with them.</summary>
public sealed partial class ExploreForm
{
    private const string Dates = "dates";

    private static readonly (string Name, string Label)[] s_ends = [(ExploreFields.From, "From"), (ExploreFields.To, "To, inclusive")];

    private Dictionary<string, string> _texts = [];
    private IReadOnlyDictionary<string, string>? _from;
    private Measure _measure = default!;
    private bool _dated;

    /// <summary>What there is to ask about; at least one.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Measure> Measures { get; set; } = [];

    /// <summary>The texts of the address.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, string> Given { get; set; } = new Dictionary<string, string>();

    /// <summary>What stands against them.</summary>
    [Parameter]
    public IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>Today in the company's zone, for days typed without a year.</summary>
    [Parameter]
    public DateOnly Today { get; set; }

    /// <summary>The question is to be answered.</summary>
    [Parameter]
    public EventCallback<IReadOnlyDictionary<string, string>> Asked { get; set; }

    /// <summary>The form is to be folded away.</summary>
    [Parameter]
    public EventCallback Folded { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private string this[string name] => _texts.TryGetValue(name, out var text) ? text : UsualOf(name);

    private string AheadLabel => $"{PeriodWords.Capital(this[ExploreFields.Every])}s ahead";

    private string AheadUsual => this[ExploreFields.Every] switch { "day" => "30", "week" => "13", "month" => "12", "quarter" => "4", _ => "3" };

    private string PeriodWord => _dated ? Dates : this[ExploreFields.Period];

    private IReadOnlyList<Choice> Subjects =>
    [
        new("", IsMethod("compare") ? "All subjects" : "All together"),
        .. IsMethod("trend") ? [new Choice(ExploreFields.EachSubject, "Each by itself")] : (Choice[])[],
        .. _measure.Subjects.Select(subject => new Choice(subject, subject.Length > 0 ? subject : "(without a name)")),
    ];

    private IReadOnlyList<Choice> Others => [.. Measures.Where(measure => measure != _measure).Select(measure => new Choice(measure.Key, $"{measure.ServiceTitle}: {measure.Title}"))];

    private IReadOnlyList<Choice> Kinds => [.. ExploreFields.Kinds.Skip((int)_measure.Finest)];

    private IReadOnlyList<Choice> Levels => ExploreFields.Levels.Any(level => level.Value == this[ExploreFields.Level])
        ? ExploreFields.Levels
        : [.. ExploreFields.Levels, new Choice(this[ExploreFields.Level], $"{this[ExploreFields.Level]} %")];

    private string GoalHelp
    {
        get
        {
            var unit = _measure.IsShare ? "In percent: what" : _measure.Unit is { } name ? $"In {name}: what" : "What";
            var aim = _measure.MoreIsBetter ? "at least; write < before it for at most" : "at most; write > before it for at least";
            return $"{unit} a {this[ExploreFields.Every]} is to have {aim}. Both may stay empty.";
        }
    }

    private IReadOnlyList<Choice> Periods => [.. ExploreFields.Periods.Where(period => period.Value != "all" || !IsMethod("compare")), new Choice(Dates, "Two dates")];

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_from, Given))
        {
            return;
        }

        _from = Given;
        _texts = new Dictionary<string, string>(Given, StringComparer.Ordinal);
        _measure = Measures.FirstOrDefault(measure => measure.Key == Given.GetValueOrDefault(ExploreFields.Measure)) ?? ExploreQuestionReader.Usual(Measures);
        _dated = Given.ContainsKey(ExploreFields.From) || Given.ContainsKey(ExploreFields.To);
    }

    private string UsualOf(string name) => name switch
    {
        ExploreFields.Method => "forecast",
        ExploreFields.Every => ExploreFields.Kinds[Math.Max((int)_measure.Finest, (int)PeriodKind.Month)].Value,
        ExploreFields.As => ExploreFields.Merges[(int)_measure.Usual].Value,
        ExploreFields.Period => IsMethod("compare") ? "last-12-months" : "all",
        ExploreFields.Ahead => AheadUsual,
        ExploreFields.Level => "95",
        ExploreFields.Against => "before",
        ExploreFields.With => Measures.FirstOrDefault(measure => measure != _measure && measure.Service == _measure.Service)?.Key ?? "",
        _ => "",
    };

    private bool IsMethod(string method) => this[ExploreFields.Method] == method;

    private bool Wrong(string name) => Problems.Any(problem => problem.Field == name);

    private void Set(string name, string value) => _texts[name] = value;

    // Another measure has subjects, periods and a usual way of its own.
    private void ChooseMeasure(string key)
    {
        _measure = Measures.FirstOrDefault(measure => measure.Key == key) ?? _measure;
        Set(ExploreFields.Measure, _measure.Key);
        foreach (var name in new[] { ExploreFields.Subject, ExploreFields.As, ExploreFields.Every, ExploreFields.With })
        {
            _texts.Remove(name);
        }

        if (ReferenceEquals(_measure, ExploreQuestionReader.Usual(Measures)))
        {
            _texts.Remove(ExploreFields.Measure);
        }
    }

    private void ChooseMethod(string method)
    {
        Set(ExploreFields.Method, method);
        if (method is not ("trend" or "compare") && this[ExploreFields.Subject] == ExploreFields.EachSubject)
        {
            _texts.Remove(ExploreFields.Subject);
        }

        if (method == "compare" && this[ExploreFields.Period] == "all")
        {
            _texts.Remove(ExploreFields.Period);
        }
    }

    private void ChoosePeriod(string word)
    {
        _dated = word == Dates;
        if (!_dated)
        {
            Set(ExploreFields.Period, word);
            _texts.Remove(ExploreFields.From);
            _texts.Remove(ExploreFields.To);
        }
    }

    private void TypeDay(string name, string text) =>
        Set(name, DateEntry.Read(text, Today) is { } day ? Core.Reports.Engine.Parameters.Dates.Iso(day) : text.Trim());

    private void TypeBy(string text) =>
        Set(ExploreFields.By, ByEntry.Read(text, Today) is { } day ? Core.Reports.Engine.Parameters.Dates.Iso(day) : text.Trim());

    private async Task FocusAsync(string field)
    {
        await using var shell = await Script.InvokeAsync<IJSObjectReference>("import", AppUrls.ShellScript);
        await shell.InvokeVoidAsync("focusOn", "explore-" + field);
    }

    // What is as usual, or does not belong to the method, is not worth a place in the address.
    private Task AskAsync()
    {
        string[] foreign =
        [
            .. IsMethod("forecast") ? (string[])[] : [ExploreFields.Ahead, ExploreFields.Level, ExploreFields.Target, ExploreFields.By],
            .. IsMethod("compare") ? (string[])[] : [ExploreFields.Against],
            .. IsMethod("correlate") ? (string[])[] : [ExploreFields.With],
            .. _dated ? [ExploreFields.Period] : (string[])[],
        ];
        return Asked.InvokeAsync(_texts.Where(pair => pair.Value.Length > 0 && !foreign.Contains(pair.Key) && pair.Value != UsualOf(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));
    }
}
