using System.Collections.Immutable;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Catalog;

/// <summary>A report found.</summary>
/// <param name="Report">Which.</param>
/// <param name="Score">Greater is better; 0 where nothing was sought.</param>
/// <param name="Why">Where the words were found, unless in the title: "Column: Unpaid principal".</param>
public sealed record Hit(ReportDefinition Report, double Score, string? Why);

/// <summary>What a search gave.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Nearest">Where there is no hit: at most three that come nearest.</param>
public sealed record Found(IReadOnlyList<Hit> Hits, IReadOnlyList<Hit> Nearest);

/// <summary>
/// Finds reports by any word of them: title, question, columns, definitions, other and old names. Held in memory, for every
/// report; what a caller may not know of never leaves it.
/// </summary>
public sealed class CatalogIndex
{
    /// <summary>The most characters that are sought: each word is compared with every word of every report.</summary>
    public const int LongestText = 200;

    private const int MostNearest = 3;

    // More than words of other places can come to.
    private const double NameTypedInFull = 100;

    // Half of a word's letters are as typed.
    private const double LeastLikeness = 0.5;

    private static readonly ImmutableArray<string> s_areas = ["escrow", "lending", "analytics"];

    private readonly IReadOnlyList<Entry> _entries;

    /// <summary>Reads the whole catalogue once.</summary>
    /// <param name="catalog">The reports.</param>
    public CatalogIndex(ReportCatalog catalog) => _entries = [.. catalog.All.Select(Entry.Of)];

    /// <summary>The reports that the caller may know of and that have all the words, best first.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="text">Words, up to <see cref="LongestText"/>; empty = all reports by area and title.</param>
    public Found Find(Caller caller, string text)
    {
        text = text.Length > LongestText ? text[..LongestText] : text;
        var visible = _entries.Where(entry => ReportCatalog.IsListed(caller, entry.Report)).ToList();
        var words = SearchText.Telling(text);
        if (words.Count == 0)
        {
            return new Found([.. visible.Select(entry => new Hit(entry.Report, 0, null)).OrderBy(hit => PlaceOf(hit.Report.Meta.Area)).ThenBy(hit => hit.Report.Meta.Title, StringComparer.Ordinal)], []);
        }

        var sought = words.Select(word => new Sought(word)).ToList();
        var scored = visible.Select(entry => (Entry: entry, Fits: sought.Select(entry.Best).ToList())).ToList();
        var hits = Ranked(scored.Where(one => one.Fits.All(fit => fit.Score > 0)), SearchText.Words(text));
        return new Found(hits, hits.Count > 0 ? [] : Nearest(visible, words, Ranked(scored.Where(one => one.Fits.Any(fit => fit.Score > 0)), [])));
    }

    // Money first; an area without a place comes last.
    private static int PlaceOf(string area) => s_areas.IndexOf(area) is >= 0 and var place ? place : s_areas.Length;

    // Those that have some of the words; where none has any, those whose names are the fewest slips away.
    private static List<Hit> Nearest(List<Entry> visible, List<string> words, List<Hit> partly) =>
        partly.Count > 0
            ? [.. partly.Take(MostNearest)]
            :
            [
                .. visible.Select(entry => new Hit(entry.Report, entry.Likeness(words), null))
                    .Where(hit => hit.Score > LeastLikeness)
                    .OrderByDescending(hit => hit.Score)
                    .ThenBy(hit => hit.Report.Meta.Title, StringComparer.Ordinal)
                    .Take(MostNearest),
            ];

    // Who types a name in full, an old path or a synonym, means the report of that name.
    private static List<Hit> Ranked(IEnumerable<(Entry Entry, List<Fit> Fits)> scored, IReadOnlyList<string> typed) =>
    [
        .. scored
            .Select(one => new Hit(one.Entry.Report, one.Fits.Sum(fit => fit.Score) + (one.Entry.IsNamed(typed) ? NameTypedInFull : 0), Why(one.Fits)))
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.Report.Meta.Title, StringComparer.Ordinal),
    ];

    private static string? Why(List<Fit> fits) =>
        fits.Where(fit => fit.Place is { Label.Length: > 0 }).OrderByDescending(fit => fit.Score).FirstOrDefault().Place is { } place
            ? $"{place.Label}: {place.Text}"
            : null;

    private readonly record struct Fit(double Score, Place? Place);

    // A word stands in many places of many reports: it is compared once.
    private sealed class Sought(string word)
    {
        private readonly Dictionary<string, double> _fits = new(StringComparer.Ordinal);

        public double Fit(string found)
        {
            if (!_fits.TryGetValue(found, out var fit))
            {
                _fits.Add(found, fit = SearchText.Fit(word, found));
            }

            return fit;
        }
    }

    private sealed record Place(string Label, string Text, double Weight, IReadOnlyList<string> Words);

    private sealed record Entry(ReportDefinition Report, IReadOnlyList<Place> Places)
    {
        private const double LeastWeightOfNames = 6;

        // Each word once, at the place that counts most, in the order of the places.
        private readonly IReadOnlyList<(string Word, Place Place)> _words =
        [
            .. Places.SelectMany((place, i) => place.Words.Select((word, j) => (Word: word, Place: place, i, j)))
                .GroupBy(at => at.Word, StringComparer.Ordinal)
                .Select(same => same.MaxBy(at => at.Place.Weight))
                .OrderBy(at => at.i)
                .ThenBy(at => at.j)
                .Select(at => (at.Word, at.Place)),
        ];

        public static Entry Of(ReportDefinition report)
        {
            var meta = report.Meta;
            List<Place> places =
            [
                Make("", meta.Title, 10),
                Make("Question", meta.Question, 5),
                Make("Area", meta.Area, 4),
                Make("Key", meta.Key, 5),
                Make("Definition", meta.Description, 2),
                Make("Owner", meta.Owner, 2),
                .. meta.Synonyms.Select(name => Make("Also called", name, 8)),
                .. meta.OldNames.Select(name => Make("Formerly", name, 7)),
                .. meta.Presets.Select(preset => Make("Preset", preset.Title, 6)),
                .. meta.Conventions.Select(text => Make("Convention", text, 2)),
            ];
            foreach (var section in report.Sections)
            {
                places.Add(Make("Section", section.Title, 5));
                places.Add(Make("Grain", section.Grain, 3));
                places.AddRange(section.Columns.Select(column => Make("Column", column.Spec.Header, 4)));
                places.AddRange(section.Columns.Select(column => Make($"Column {column.Spec.Header}", column.Spec.Meaning, 2)));
            }

            return new Entry(report, places);
        }

        public Fit Best(Sought sought)
        {
            var best = new Fit(0, null);
            foreach (var (word, place) in _words)
            {
                var score = sought.Fit(word) * place.Weight;
                if (score > best.Score)
                {
                    best = new Fit(score, place);
                }
            }

            return best;
        }

        /// <summary>Whether these words are one of the report's names, from the first to the last.</summary>
        public bool IsNamed(IReadOnlyList<string> typed) =>
            typed.Count > 0 && Places.Any(place => place.Weight >= LeastWeightOfNames && place.Words.SequenceEqual(typed));

        /// <summary>The best word's share of letters that are as in a name of the report: 1 all, 0 none.</summary>
        public double Likeness(List<string> sought) =>
            Places.Where(place => place.Weight >= LeastWeightOfNames)
                .SelectMany(place => place.Words)
                .Where(word => word.Length > 2)
                .SelectMany(word => sought.Where(one => one.Length > 2).Select(one => 1 - ((double)SearchText.SlipsToBeginning(one, word) / one.Length)))
                .DefaultIfEmpty()
                .Max();

        private static Place Make(string label, string text, double weight) => new(label, text, weight, SearchText.Words(text));
    }
}
