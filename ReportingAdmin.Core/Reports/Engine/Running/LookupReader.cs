using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Lookups;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>Reads the values that a parameter accepts, cut by the caller's row scope like any figure.</summary>
internal static class LookupReader
{
    /// <summary>Values whose value or label contains the text, in order of their label.</summary>
    public static async Task<IReadOnlyList<Choice>> SearchAsync(
        SqlFiles files, Snapshot snapshot, string lookup, string search, int take, CancellationToken ct)
    {
        var sql = files.Read(typeof(LookupFolder), lookup);
        await using var command = snapshot.Command(
            $"""
            select value, label from (
            {sql.Text}
            ) lookup_rows
            where $1 = '' or strpos(lower(value), lower($1)) > 0 or strpos(lower(label), lower($1)) > 0
            order by label, value
            limit $2
            """);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = search });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = take });
        return await ReadAsync(command, ct);
    }

    /// <summary>Those of some values that there are, with their labels.</summary>
    public static async Task<IReadOnlyList<Choice>> KnownAsync(SqlFiles files, Snapshot snapshot, string lookup, string[] values, CancellationToken ct)
    {
        var sql = files.Read(typeof(LookupFolder), lookup);
        await using var command = snapshot.Command($"select value, label from (\n{sql.Text}\n) lookup_rows where value = any($1)");
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = values });
        return await ReadAsync(command, ct);
    }

    /// <summary>A problem for each parameter that names a value which does not exist, or which the caller may not see: the two answer alike.</summary>
    public static async Task<List<Problem>> UnknownAsync(SqlFiles files, Snapshot snapshot, BoundInput bound, CancellationToken ct)
    {
        var problems = new List<Problem>();
        foreach (var value in bound.Values.Where(value => value.Parameter.Spec.Lookup is not null && value.Value is not null))
        {
            var given = value.Value is IReadOnlyList<string> list ? [.. list] : new[] { ParameterText.Canonical(value.Value!) };
            var known = (await KnownAsync(files, snapshot, value.Parameter.Spec.Lookup!, given, ct)).Select(choice => choice.Value).ToHashSet(StringComparer.Ordinal);
            var unknown = given.Where(text => !known.Contains(text)).ToList();
            if (unknown.Count > 0)
            {
                problems.Add(new Problem(
                    ProblemKind.NotFound,
                    $"There is no {value.Parameter.Spec.Label.ToLowerInvariant()} {string.Join(", ", unknown.Take(5).Select(text => $"'{text}'"))}{(unknown.Count > 5 ? $" and {unknown.Count - 5} more" : "")}.",
                    value.Parameter.Name,
                    "unknown_value"));
            }
        }

        return problems;
    }

    private static async Task<IReadOnlyList<Choice>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var choices = new List<Choice>();
        while (await reader.ReadAsync(ct))
        {
            choices.Add(new Choice(reader.GetString(0), reader.GetString(1)));
        }

        return choices;
    }
}
