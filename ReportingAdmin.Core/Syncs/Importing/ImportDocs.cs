using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing;

/// <summary>Writes <c>docs/import-files.md</c> from the descriptions that imports run on.</summary>
public static class ImportDocs
{
    /// <summary>The whole document, with line feeds.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        text.Append(Heading);
        text.Append("\n## Order\n\nA row names others by their natural keys, so these are loaded first:\n\n");
        foreach (var (table, i) in ImportTables.All.Select((table, i) => (table, i + 1)))
        {
            var parents = table.Columns.Where(column => column.RefersTo is not null && column.RefersTo != table.Name).Select(column => column.RefersTo!).Distinct().ToList();
            var after = parents.Count == 0 ? "" : $" after {string.Join(", ", parents.Select(Link))}";
            text.Append(CultureInfo.InvariantCulture, $"{i}. {Link(table.Name)}{after}\n");
        }

        foreach (var table in ImportTables.All)
        {
            Append(text, table);
        }

        return text.ToString();
    }

    private const string Heading =
        """
        # Import files

        Generated from the program by `dotnet run --project ReportingAdmin -- docs`; a test keeps it current.

        One CSV file (also `.csv.gz`) or XLSX sheet per table, with the headers below in any order:
        `dotnet run --project ReportingAdmin -- import lending.payment payments.csv`. A source file of another shape is
        loaded through a mapping, `import --map mapping.json file`; `examples/mappings/` has some, `docs/import-mappings.md`
        tells how one is written.

        - **Reading.** UTF-8 with or without a byte order mark; comma, semicolon or tab, found from the header; dates as
          `2026-11-21`, moments as `2026-11-21T09:30:00-08:00`; a point as the decimal mark, no thousands mark, no exponent.
          A mapping can declare another encoding, decimal mark, date format or time zone; nothing is guessed. Spaces around a
          value are taken away.
        - **Cells.** A column that the file has is written: an empty cell is *no value* (or the default). A column that the
          file does not have keeps what is loaded.
        - **Bad rows.** A file with a bad row loads nothing; every bad row is listed with line, column, value and reason.
          With `--skip-bad-rows` the others are loaded; a journal entry with a bad line is left out with all its lines.
          A load from the page keeps the list for 90 days, or until its run is removed.
        - **Keys.** A row whose key is loaded changes that row where a cell differs; others are added. Identical rows of a key
          in one file count once; differing ones are bad. The same file twice changes nothing.
        - **Sets.** `lending.journal_line` replaces all lines of the entries in the file; `lending.loan_month` and
          `lending.interest_event` replace all rows of the portfolios and months in the file (unless rows were skipped: then
          none is removed). The other tables have a column `deleted`.
        - **Closed months.** A file that changes rows of a closed month is refused unless its loader holds `imports.closed`;
          then the load is audited, and the runs that had read such rows, also those still in work, say that their data were restated. Months are closed, and
          opened again with a reason, on the page Closed months. A case that moves to another agency, or a loan that moves to another
          portfolio, is no such change: what it had before moves with it, so figures *by* agency or portfolio of closed months follow,
          sums over all of them stay, and month-end snapshots keep the portfolio of their month.
        - **Over HTTP.** `POST /api/v1/imports?table=lending.payment&file=payments.csv` with the file as the body queues a load and
          answers 202 with its run; `dryRun=true` and `skipBadRows=true` are the choices. With a header `Idempotency-Key` the same
          request again gets the same run and loads nothing twice. A key that was used for another file, table or choice is
          refused with 409 (`key_reused`), and nothing is loaded; that of a run which was removed is free again.

        """;

    private static void Append(StringBuilder text, ImportTable table)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {table.Name}\n\n{table.Meaning} Key: {string.Join(", ", table.Key.Select(key => $"`{key}`"))}.\n");
        if (table.Replaces != ReplacedSet.None)
        {
            text.Append(table.Replaces == ReplacedSet.Entry ? "A file replaces all lines of its entries.\n" : "A file replaces all rows of its portfolios and months.\n");
        }

        if (table.Carries is { } carried)
        {
            text.Append(CultureInfo.InvariantCulture, $"The sheet may also have the columns of {Link(carried)}, and must for new entries.\n");
        }

        text.Append("\n| header | type | required | meaning | allowed |\n|---|---|---|---|---|\n");
        foreach (var column in table.Columns.Concat(table.Common))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{column.Name}` | {Words(column.Type)} | {Required(column)} | {column.Meaning}{(column.IsPersonal ? " Personal data." : "")} | {Allowed(column)} |\n");
        }

        if (table.Rules.Count > 0 || table.Reversal is not null)
        {
            text.Append('\n');
            foreach (var sentence in table.Rules.Select(rule => rule.Sentence).Concat(table.Reversal is null ? [] : [table.Reversal.Sentence]))
            {
                text.Append(CultureInfo.InvariantCulture, $"- {sentence}\n");
            }
        }
    }

    private static string Link(string table) => $"[{table}](#{table.Replace(".", "", StringComparison.Ordinal)})";

    private static string Required(ImportColumn column) => column switch
    {
        { Default: "" } => "empty where none",
        { Default: { } value } => $"`{value}` where none",
        { Required: true } => "yes",
        _ => "",
    };

    private static string Words(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.Integer => "whole number",
        ColumnType.Amount => "amount, 2 decimals",
        ColumnType.Rate => "fraction, 9 decimals",
        ColumnType.Number => "number",
        ColumnType.Date => "date",
        ColumnType.Instant => "date, time, offset",
        ColumnType.Flag => "flag",
        ColumnType.Currency => "currency",
        _ => "JSON",
    };

    private static string Allowed(ImportColumn column)
    {
        if (column.RefersTo is { } table)
        {
            return $"a key of {Link(table)}";
        }

        if (column.Words.Count > 0)
        {
            return string.Join(", ", column.Words.Select(word => $"`{word}`"));
        }

        return column switch
        {
            { OnlyAboveZero: true } => "above 0",
            { Least: { } least, Most: { } most } => string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"),
            { Least: { } least } => string.Create(CultureInfo.InvariantCulture, $"{least} or more"),
            { IsMonthEnd: true } => "the last day of a month",
            { IsMonthStart: true } => "the first day of a month",
            { Digits: { } digits } => string.Create(CultureInfo.InvariantCulture, $"{digits} digits"),
            { NoComma: true } => "no comma",
            { Type: ColumnType.Currency } => "three capital letters, ISO 4217",
            { Type: ColumnType.Flag } => "`true`, `false`",
            _ => "",
        };
    }
}
