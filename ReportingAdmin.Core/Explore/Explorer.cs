using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Explore.Answers;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore;

/// <summary>Answers questions about metrics by the statistics.</summary>
/// <param name="reader">Reads them.</param>
/// <param name="calendar">Today in the company's zone.</param>
/// <param name="audit">The audit trail: an answer shows figures.</param>
public sealed class Explorer(MetricReader reader, CompanyCalendar calendar, AuditLog audit)
{
    /// <summary>Why a person may not ask; null = he may. Metrics have no agencies and portfolios: who sees a part of the rows only, does not see them.</summary>
    /// <param name="caller">Who asks.</param>
    public static Problem? Refusal(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return !caller.May(Permissions.AnalyticsRead)
            ? new Problem(ProblemKind.Forbidden, $"You may not explore metrics. It needs the right to {PermissionWords.Of(Permissions.AnalyticsRead)} ({Permissions.AnalyticsRead}); an administrator grants it by a role.", null, "forbidden", Permissions.AnalyticsRead)
            : caller.Scope.Unrestricted ? null
            : new Problem(ProblemKind.Forbidden, "You may not explore metrics: they are of the whole company, and you see only part of the rows.", null, "forbidden");
    }

    /// <summary>What there is to ask about.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<IReadOnlyList<Measure>>> MeasuresAsync(Caller caller, CancellationToken ct) =>
        Refusal(caller) is { } refusal ? refusal : Outcome<IReadOnlyList<Measure>>.Of(await reader.MeasuresAsync(ct));

    /// <summary>Answers, or says what stands against it.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="question">What.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<ExploreAnswer>> AnswerAsync(Caller caller, ExploreQuestion question, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        var answer = await AnswerAsync(question, ct);
        if (answer.Ok)
        {
            await audit.WriteAsync(caller, new AuditEntry("explore.read", AuditOutcome.Done, "metric", question.Measure.Key, Details: DetailsOf(question)), ct);
        }

        return answer;
    }

    private async Task<Outcome<ExploreAnswer>> AnswerAsync(ExploreQuestion question, CancellationToken ct)
    {
        if (question.Method == ExploreMethod.Compare)
        {
            var (now, before) = CompareAnswers.Windows(question, Known(question.Measure, question.To));
            var readings = await reader.ReadingsAsync(question.Measure, question.Subject, before.From, now.To, ct);
            return await Task.Run(() => CompareAnswers.Of(question, readings, now, before), ct);
        }

        var parts = await SeriesAsync(question, question.Measure, question.Subject, question.Merge, ct);
        if (!parts.Ok)
        {
            return Outcome<ExploreAnswer>.From(parts.Problems);
        }

        if (question.Method == ExploreMethod.Correlate)
        {
            var other = question.With!;
            var others = await SeriesAsync(question, other, null, other.Usual, ct);
            return others.Ok
                ? await Task.Run(() => CorrelationAnswers.Of(question, MetricSeries.Together(parts.Value, question.Measure, question.Merge), MetricSeries.Together(others.Value, other, other.Usual)), ct)
                : Outcome<ExploreAnswer>.From(others.Problems);
        }

        // Half a second of arithmetic at most; the window goes on answering meanwhile.
        return await Task.Run(
            () => question switch
            {
                { Method: ExploreMethod.Trend, Each: true } => TrendAnswers.OfEach(question, parts.Value),
                { Method: ExploreMethod.Trend } => TrendAnswers.Of(question, MetricSeries.Together(parts.Value, question.Measure, question.Merge), parts.Value.Count),
                { Method: ExploreMethod.Anomalies } => AnomalyAnswers.Of(question, MetricSeries.Together(parts.Value, question.Measure, question.Merge), parts.Value.Count),
                _ => ForecastAnswers.Of(question, MetricSeries.Together(parts.Value, question.Measure, question.Merge), parts.Value.Count),
            },
            ct);
    }

    private static Dictionary<string, string> DetailsOf(ExploreQuestion question)
    {
        var details = new Dictionary<string, string> { ["method"] = SnakeCaseWords<ExploreMethod>.Write(question.Method) };
        if (question is { Method: ExploreMethod.Correlate, With: { } other })
        {
            details["with"] = other.Key;
        }

        return details;
    }

    private async Task<Outcome<IReadOnlyList<(string Subject, PreparedSeries Series)>>> SeriesAsync(ExploreQuestion question, Measure measure, string? subject, Merge merge, CancellationToken ct)
    {
        var readings = await reader.ReadingsAsync(measure, subject, question.From, question.To, ct);
        return MetricSeries.BySubject(readings, measure, question.Every, merge, Known(measure, question.To));
    }

    private DateOnly Known(Measure measure, DateOnly? to) => measure.KnownThrough(calendar.Today) is var known && to < known ? to.Value : known;
}
