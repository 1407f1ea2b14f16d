using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Features.Palette;

/// <summary>A report that the palette is asked for, with what its words came to.</summary>
/// <param name="Report">The report.</param>
/// <param name="Words">What was read.</param>
/// <param name="Preview">What Enter does.</param>
internal sealed record PaletteWish(ReportDefinition Report, WordsRead Words, PalettePreview Preview)
{
    /// <summary>True where Enter makes a file: the words are understood and allowed, and name a form.</summary>
    public bool MakesFile => Preview.Ok && Words.Format is not null;
}

/// <summary>Turns a report and the words after its name into what Enter does, and says it.</summary>
/// <param name="catalog">The reports.</param>
/// <param name="calendar">What date words are relative to.</param>
/// <param name="runner">Knows the values of agencies, portfolios and the like.</param>
public sealed class PaletteWords(ReportCatalog catalog, CompanyCalendar calendar, ReportRunner runner)
{
    private const int MostLookups = 8;

    /// <summary>Reads a wish.</summary>
    /// <param name="caller">Who wishes.</param>
    /// <param name="key">The report.</param>
    /// <param name="text">The words after its name.</param>
    /// <param name="file">True = its workbook is wanted where no form is named.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Null where the caller may not know of the report.</returns>
    internal async Task<PaletteWish?> ReadAsync(Caller caller, string key, string text, bool file, CancellationToken ct)
    {
        if (catalog.Find(key) is not { } report || !ReportCatalog.IsVisible(caller, report))
        {
            return null;
        }

        var days = await calendar.ForAsync(report.Meta.Area, ct);
        var words = await WithValuesAsync(caller, report, TrailingWords.Read(report, text, days), ct);
        words = words with { Format = words.Format ?? (file ? FileFormat.Xlsx : null) };
        return new PaletteWish(report, words, Say(report, words, days));
    }

    private static PalettePreview Say(ReportDefinition report, WordsRead words, BusinessCalendar days)
    {
        var given = Report.ReportQuery.Parameters(report, words.Query.Select(pair => KeyValuePair.Create(pair.Key, new Microsoft.Extensions.Primitives.StringValues(pair.Value))));
        var bound = ParameterBinder.Bind(report, given, days);
        if (!bound.Ok)
        {
            return new PalettePreview($"{bound.FirstProblem.Message} Enter opens {report.Meta.Title}, where you can put it right.", false);
        }

        var told = bound.Value.Values
            .Where(value => value.Given is not null || (value.Value is not null && IsTime(value.Parameter) && !value.Parameter.Spec.Advanced))
            .Select(value => ParameterText.InWords(value.Parameter, value.Value))
            .ToList();
        var what = told.Count == 0 ? report.Meta.Title : $"{report.Meta.Title}, {string.Join(", ", told)}";
        return words switch
        {
            { Unread.Count: > 0 } => new PalettePreview($"Not understood: {string.Join(" ", words.Unread)}. Enter opens {what}.", false),
            { Format: { } format } => new PalettePreview($"Makes the {FormatWords.Of(format).ToUpperInvariant()} file of {what}.", true),
            _ => new PalettePreview($"Opens {what}.", true),
        };
    }

    // "northwest" after a report by agency: the lists are long and scoped, so they are asked, a few words at the most.
    private async Task<WordsRead> WithValuesAsync(Caller caller, ReportDefinition report, WordsRead words, CancellationToken ct)
    {
        if (words.Unread.Count == 0)
        {
            return words;
        }

        var query = new Dictionary<string, string>(words.Query, StringComparer.Ordinal);
        var unread = new List<string>(words.Unread);
        var asked = 0;
        foreach (var parameter in report.Parameters.Where(parameter => parameter.Spec.Lookup is not null && !query.ContainsKey(parameter.Name)))
        {
            for (var at = 0; at < unread.Count && asked < MostLookups; at++)
            {
                for (var length = Math.Min(3, unread.Count - at); length > 0 && asked < MostLookups; length--, asked++)
                {
                    var phrase = string.Join(' ', unread.Skip(at).Take(length));
                    var found = await runner.LookupAsync(caller, report.Meta.Key, parameter.Name, phrase, ct);
                    if (found.Value?.FirstOrDefault(choice => Same(choice.Value, phrase) || Same(choice.Label, phrase)) is { } choice)
                    {
                        query[parameter.Name] = choice.Value;
                        unread.RemoveRange(at, length);
                        break;
                    }
                }
            }
        }

        return words with { Query = query, Unread = unread };
    }

    private static bool IsTime(ReportParameter parameter) => parameter.Type is ParameterType.Period or ParameterType.AsOf or ParameterType.Snapshot;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
