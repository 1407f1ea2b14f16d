using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Lookups;
using ReportingAdmin.Core.Reports.Tapes;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>Reads the values that a parameter accepts, cut by the caller's row scope like any figure.</summary>
internal static class LookupReader
{
    /// <summary>Values whose value or label contains the text, in order of their label.</summary>
    public static async Task<IReadOnlyList<Choice>> SearchAsync(
        SqlFiles files, Snapshot snapshot, Report report, string lookup, string search, int take, CancellationToken ct)
    {
        var sql = files.Read(typeof(LookupFolder), lookup);
        var (text, most) = (sql.Parameters.Count + 1, sql.Parameters.Count + 2);
        await using var command = snapshot.Command(
            $"""
            select value, label from (
            {sql.Text}
            ) lookup_rows
            where ${text} = '' or strpos(lower(value), lower(${text})) > 0 or strpos(lower(label), lower(${text})) > 0
            order by label, value
            limit ${most}
            """);
        SqlBinder.Bind(command, sql, SqlBinder.Arguments(report, null));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = search });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = take });
        return await ReadAsync(command, ct);
    }

    /// <summary>Those of some values that there are, with their labels.</summary>
    public static async Task<IReadOnlyList<Choice>> KnownAsync(SqlFiles files, Snapshot snapshot, Report report, string lookup, string[] values, CancellationToken ct)
    {
        var sql = files.Read(typeof(LookupFolder), lookup);
        await using var command = snapshot.Command($"select value, label from (\n{sql.Text}\n) lookup_rows where value = any(${sql.Parameters.Count + 1})");
        SqlBinder.Bind(command, sql, SqlBinder.Arguments(report, null));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = values });
        return await ReadAsync(command, ct);
    }

    /// <summary>
    /// A problem for each parameter that names a value which does not exist, or which the caller may not see: the two answer alike.
    /// Tape configurations are no source data: the loan tape looks for them itself. What the others are called is added to the names.
    /// </summary>
    public static async Task<List<Problem>> UnknownAsync(
        SqlFiles files, Snapshot snapshot, Report report, BoundInput bound, Dictionary<(string Parameter, string Code), string> names, CancellationToken ct)
    {
        var problems = new List<Problem>();
        foreach (var value in bound.Values.Where(value => value.Value is not null && value.Parameter.Spec.Lookup is { } lookup && lookup != TapeConfigurations.Lookup))
        {
            var given = value.Value is IReadOnlyList<string> list ? [.. list] : new[] { ParameterText.Canonical(value.Value!) };
            foreach (var choice in await KnownAsync(files, snapshot, report, value.Parameter.Spec.Lookup!, given, ct))
            {
                names[(value.Parameter.Name, choice.Value)] = ParameterText.Named(choice);
            }

            var unknown = given.Where(text => !names.ContainsKey((value.Parameter.Name, text))).ToList();
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
