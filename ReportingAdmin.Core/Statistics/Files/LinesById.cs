using System.Globalization;
using System.Text.Json;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>The lines of one id; a bad cell spoils the answer of its id alone.</summary>
/// <param name="id">The id.</param>
internal sealed class LinesOfId<T>(string id)
{
    /// <summary>The id.</summary>
    public string Id { get; } = id;

    /// <summary>What its good lines say, in the file's order.</summary>
    public List<T> Items { get; } = [];

    /// <summary>What is wrong with the first bad line; null when all are good.</summary>
    public string? Message { get; private set; }

    /// <summary>Adds a line, or keeps what is wrong with it.</summary>
    public void Add(CsvTable row, string? wrong, Func<T> item)
    {
        if (wrong is null)
        {
            Items.Add(item());
        }
        else
        {
            Message ??= string.Create(CultureInfo.InvariantCulture, $"Line {row.Line}: {wrong}.");
        }
    }
}

/// <summary>Answers by id, in the order in which the ids first stand in the file.</summary>
internal static class LinesById
{
    /// <summary>Reads all lines.</summary>
    public static async Task<List<LinesOfId<T>>> ReadAsync<T>(CsvTable table, int id, Action<LinesOfId<T>, CsvTable> add, CancellationToken ct)
    {
        var groups = new List<LinesOfId<T>>();
        var byId = new Dictionary<string, LinesOfId<T>>(StringComparer.Ordinal);
        while (await table.ReadAsync(ct))
        {
            var key = table[id];
            if (!byId.TryGetValue(key, out var group))
            {
                byId[key] = group = new LinesOfId<T>(key);
                groups.Add(group);
            }

            add(group, table);
        }

        return groups;
    }

    /// <summary>Writes an object for each id.</summary>
    public static void WriteAll<T>(Utf8JsonWriter writer, List<LinesOfId<T>> groups, Action<LinesOfId<T>> write)
    {
        writer.WriteStartArray();
        foreach (var group in groups)
        {
            writer.WriteStartObject();
            writer.WriteString("id", group.Id);
            write(group);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
