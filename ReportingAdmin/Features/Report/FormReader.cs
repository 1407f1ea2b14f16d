using ReportingAdmin.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Features.Report.Parameters;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Report;

/// <summary>Fills in a report's form, and finds values for its fields, with the rights that its person has now.</summary>
/// <param name="caller">Who asks.</param>
/// <param name="runner">Knows the values.</param>
/// <param name="calendar">What date words are relative to.</param>
/// <param name="logger">Told of faults.</param>
internal sealed partial class FormReader(SignedInCaller caller, ReportRunner runner, CompanyCalendar calendar, ILogger<FormReader> logger)
{
    /// <summary>
    /// A form as an address says it, with the words of its values: nothing of it moves when they come later. Without the database it
    /// shows the values, and the reading of the figures, which comes next, says what is wrong.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="address">The page's state.</param>
    /// <param name="before">The form before, which knows words; null = there was none.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<FormState> FillAsync(ReportDefinition report, ReportAddress address, FormState? before, CancellationToken ct)
    {
        var form = new FormState(report, address.ToRequest(report).Parameters, await calendar.ForAsync(report.Meta.Area, ct));
        try
        {
            await form.FindWordsAsync(before, (parameter, values) => WordsAsync(address.Key, parameter, values, ct));
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            LogWithoutWords(logger, exception, address.Key);
        }

        return form;
    }

    /// <summary>Values of a field that fit a text; none for who may not read the report.</summary>
    /// <param name="report">The report's key.</param>
    /// <param name="parameter">The field.</param>
    /// <param name="text">Part of a value or its words.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<Choice>> LookupAsync(string report, string parameter, string text, CancellationToken ct)
    {
        var known = await caller.LoadAsync(ct);
        return known.Ok ? (await runner.LookupAsync(known.Value, report, parameter, text, ct)).Value ?? [] : [];
    }

    private async Task<IReadOnlyList<Choice>> WordsAsync(string report, string parameter, IReadOnlyList<string> values, CancellationToken ct)
    {
        var known = await caller.LoadAsync(ct);
        return known.Ok ? (await runner.WordsAsync(known.Value, report, parameter, values, ct)).Value ?? [] : [];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The words of the values chosen of {Report} could not be read")]
    private static partial void LogWithoutWords(ILogger logger, Exception exception, string report);
}
