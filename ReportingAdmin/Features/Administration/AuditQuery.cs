using System.Globalization;
using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Administration.Trail;
using ReportingAdmin.Core.Audit;

namespace ReportingAdmin.Features.Administration;

/// <summary>The audit page's filter and place in its address; <see cref="Unread"/> tells what of it cannot be read.</summary>
public static class AuditQuery
{
    private static readonly string[] s_filters = ["who", "action", "object", "from", "to", "outcome"];
    private static readonly string[] s_places = ["before", "after"];

    /// <summary>Reads a query.</summary>
    /// <param name="query">The parts of the query string.</param>
    public static (AuditFilter Filter, AuditPlace Place) Read(IReadOnlyDictionary<string, StringValues> query)
    {
        string Word(string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
        return (
            new AuditFilter
            {
                Who = Word("who"),
                Action = Word("action"),
                Target = Word("object"),
                From = Day(Word("from")),
                To = Day(Word("to")),
                Outcome = Enum.TryParse<AuditOutcome>(Word("outcome"), ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) ? outcome : null,
            },
            new AuditPlace(Number(Word("before")), Number(Word("after"))));
    }

    /// <summary>What of an address is no filter: left out, the page would show more lines than were asked for.</summary>
    /// <param name="query">The parts of the query string.</param>
    /// <param name="ofFile">True for a file, which has all lines and no place in them.</param>
    /// <returns>A sentence each.</returns>
    public static IReadOnlyList<string> Unread(IReadOnlyDictionary<string, StringValues> query, bool ofFile = false)
    {
        string[] words = ofFile ? s_filters : [.. s_filters, .. s_places];
        var (filter, place) = Read(query);
        bool Lost(string name, bool read) => query.TryGetValue(name, out var value) && value.ToString().Length > 0 && !read;
        return
        [
            .. new[] { ("from", filter.From is not null), ("to", filter.To is not null) }.Where(day => Lost(day.Item1, day.Item2))
                .Select(day => $"“{query[day.Item1]}” is no day for {day.Item1}. Write it as 2026-10-31."),
            .. Lost("outcome", filter.Outcome is not null) ? [$"“{query["outcome"]}” is no outcome. Use one of {string.Join(", ", Enum.GetValues<AuditOutcome>().Select(one => AuditWords.Of(one).ToLowerInvariant()))}."] : Array.Empty<string>(),
            .. new[] { ("before", place.Before is not null), ("after", place.After is not null) }.Where(edge => Lost(edge.Item1, edge.Item2))
                .Select(edge => $"“{query[edge.Item1]}” is no line's number."),
            .. query.Keys.Except(words, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(word => $"There is no filter “{word}”. Use {string.Join(", ", words.SkipLast(1))} or {words[^1]}."),
            .. query.Where(pair => words.Contains(pair.Key) && pair.Value.Count > 1).Select(pair => $"“{pair.Key}” stands there {pair.Value.Count} times. Give it once."),
        ];
    }

    /// <summary>Writes a filter; empty parts are left out by the address.</summary>
    /// <param name="filter">The filter.</param>
    public static IEnumerable<KeyValuePair<string, string>> Write(AuditFilter filter) =>
    [
        KeyValuePair.Create("who", filter.Who),
        KeyValuePair.Create("action", filter.Action),
        KeyValuePair.Create("object", filter.Target),
        KeyValuePair.Create("from", Iso(filter.From)),
        KeyValuePair.Create("to", Iso(filter.To)),
        KeyValuePair.Create("outcome", filter.Outcome is { } outcome ? AuditWords.Of(outcome).ToLowerInvariant() : ""),
    ];

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    // A day so late that there is no next one is no day of a trail.
    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9999 ? day : null;

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
