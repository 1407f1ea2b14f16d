using System.Globalization;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>The columns of a file as numbers, rows with an empty cell left out; a column <c>id</c> names the rows.</summary>
/// <param name="Names">The headers, without id.</param>
/// <param name="Ids">The id of each row kept, or its line; one per row.</param>
/// <param name="Columns">The numbers by column.</param>
/// <param name="Notes">What was left out, in words.</param>
internal sealed record NumberColumns(IReadOnlyList<string> Names, IReadOnlyList<string> Ids, IReadOnlyList<List<double>> Columns, IReadOnlyList<string> Notes)
{
    /// <summary>Reads the rest of a file.</summary>
    /// <param name="table">Its header is read.</param>
    /// <param name="least">Fewest columns of numbers.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="FileRefusedException">A cell is not a number, or there are too few columns.</exception>
    public static async Task<NumberColumns> ReadAsync(CsvTable table, int least, CancellationToken ct)
    {
        var places = Enumerable.Range(0, table.Header.Count).Where(i => !IsId(table.Header[i])).ToArray();
        var id = Enumerable.Range(0, table.Header.Count).Where(i => IsId(table.Header[i])).Cast<int?>().FirstOrDefault();
        if (places.Length < least)
        {
            throw table.Refused(string.Create(CultureInfo.InvariantCulture, $"at least {least} columns of numbers are needed; the header names {places.Length}."));
        }

        if (places.Select(place => table.Header[place]).Where(name => name.Length > 0).Distinct().Count() < places.Length)
        {
            throw table.Refused("every column of the header needs a name of its own.");
        }

        var columns = places.Select(_ => new List<double>()).ToArray();
        var ids = new List<string>();
        var row = new double[places.Length];
        var left = 0;
        while (await table.ReadAsync(ct))
        {
            var isWhole = true;
            for (var i = 0; i < places.Length; i++)
            {
                var text = table[places[i]];
                if (text.Length == 0)
                {
                    isWhole = false;
                }
                else if (CellValues.Number(text, out row[i]) is { } problem)
                {
                    throw table.Refused($"{problem} (column {table.Header[places[i]]}).");
                }
            }

            if (!isWhole)
            {
                left++;
                continue;
            }

            ids.Add(id is { } place ? table[place] : table.Line.ToString(CultureInfo.InvariantCulture));
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i].Add(row[i]);
            }
        }

        return new NumberColumns([.. places.Select(place => table.Header[place])], ids, columns,
            left == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{left} {(left == 1 ? "row with an empty cell is" : "rows with an empty cell are")} left out.")]);
    }

    private static bool IsId(string header) => string.Equals(header, "id", StringComparison.OrdinalIgnoreCase);
}
