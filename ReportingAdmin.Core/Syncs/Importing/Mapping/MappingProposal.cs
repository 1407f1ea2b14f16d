using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Mapping;

/// <summary>Proposes which columns of a file feed which columns of a table, by the likeness of their names. A person looks at it before anything is done.</summary>
public static class MappingProposal
{
    private const double LeastLike = 0.66;

    // What exports call the things that the tables call otherwise.
    private static readonly Dictionary<string, string> s_words = new(StringComparer.Ordinal)
    {
        ["no"] = "number",
        ["num"] = "number",
        ["nr"] = "number",
        ["id"] = "number",
        ["ref"] = "number",
        ["reference"] = "number",
        ["code"] = "number",
        ["date"] = "on",
        ["dt"] = "on",
        ["day"] = "on",
        ["paid"] = "posted",
        ["booked"] = "posted",
        ["posting"] = "posted",
        ["amt"] = "amount",
        ["sum"] = "amount",
        ["acct"] = "account",
        ["bal"] = "balance",
        ["ccy"] = "currency",
        ["curr"] = "currency",
        ["desc"] = "description",
        ["supplier"] = "vendor",
        ["payee"] = "vendor",
        ["customer"] = "borrower",
        ["client"] = "borrower",
        ["orig"] = "original",
        ["trans"] = "entry",
        ["txn"] = "entry",
        ["transaction"] = "entry",
        ["int"] = "interest",
        ["dr"] = "debit",
        ["cr"] = "credit",
        ["narrative"] = "memo",
        ["comment"] = "memo",
        ["note"] = "memo",
        ["zip"] = "postcode",
    };

    /// <summary>The columns of a table that a file seems to feed.</summary>
    /// <param name="table">The table.</param>
    /// <param name="header">The file's headers.</param>
    public static IReadOnlyDictionary<string, ColumnMapping> Columns(ImportTable table, IReadOnlyList<string> header)
    {
        var pairs =
            from column in table.Columns.Concat(table.Common)
            from name in header.Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)
            let like = Likeness(table, column.Name, name)
            where like >= LeastLike
            orderby like descending, column.Required descending, column.Name, name
            select (column.Name, Header: name);
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, name) in pairs)
        {
            // One column of the file feeds one of the table; a person may say otherwise.
            if (!chosen.ContainsKey(column) && !chosen.ContainsValue(name))
            {
                chosen[column] = name;
            }
        }

        return table.Columns.Concat(table.Common).Where(column => chosen.ContainsKey(column.Name))
            .ToDictionary(column => column.Name, column => new ColumnMapping { Column = chosen[column.Name] }, StringComparer.Ordinal);
    }

    /// <summary>The tables that a file seems to be for, the likeliest first.</summary>
    /// <param name="header">The file's headers.</param>
    public static IReadOnlyList<ImportTable> Tables(IReadOnlyList<string> header) =>
    [
        .. ImportTables.All
            .Select(table => (Table: table, Fed: Columns(table, header)))
            .Where(pair => pair.Table.Key.All(key => pair.Fed.ContainsKey(key) || pair.Table.Find(key)!.Default is not null))
            .OrderByDescending(pair => (double)pair.Fed.Count / Math.Max(pair.Table.Columns.Count, header.Count))
            .ThenByDescending(pair => pair.Fed.Count)
            .Select(pair => pair.Table)
            .Take(3),
    ];

    /// <summary>How alike two names are: 1 for the same words, 0 for none in common.</summary>
    private static double Likeness(ImportTable table, string column, string header)
    {
        var plain = Plain(column);
        if (plain == Plain(header))
        {
            return 1;
        }

        var (wanted, given) = (Words(column), Words(header));
        var words = Dice(wanted, given);

        // "Vendor name" in a file of vendors is its name.
        var own = table.Name[(table.Schema.Length + 1)..].Split('_').Select(Word).ToHashSet(StringComparer.Ordinal);
        var without = given.Where(word => !own.Contains(word)).ToHashSet(StringComparer.Ordinal);
        var inTable = without.Count > 0 && without.Count < given.Count ? Dice(wanted, without) * 0.95 : 0;
        var letters = Dice(Pairs(plain), Pairs(Plain(header)));
        return Math.Min(0.99, Math.Max(words, Math.Max(inTable, letters >= 0.75 ? letters : 0)));
    }

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static HashSet<string> Words(string name)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var from = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var ends = i == name.Length || !char.IsLetterOrDigit(name[i]);
            if (ends || (i > from && char.IsUpper(name[i]) && char.IsLower(name[i - 1])))
            {
                if (i > from)
                {
                    words.Add(Word(name[from..i].ToLowerInvariant()));
                }

                from = ends ? i + 1 : i;
            }
        }

        return words;
    }

    private static string Word(string word) => s_words.GetValueOrDefault(word, word);

    private static HashSet<string> Pairs(string text) => [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2))];

    private static double Dice(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);
}
