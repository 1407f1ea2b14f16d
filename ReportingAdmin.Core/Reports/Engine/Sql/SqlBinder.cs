using System.Collections;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Engine.Sql;

/// <summary>Turns an input's properties into typed statement parameters. Nothing is inferred and nothing is text in the statement.</summary>
public static class SqlBinder
{
    /// <summary>Every value a report can bind, by SQL name: its input's and its constants.</summary>
    /// <param name="report">The report.</param>
    /// <param name="input">Its input; null binds typed nulls, for describing a statement without running it.</param>
    public static Dictionary<string, SqlArgument> Arguments(Report report, object? input)
    {
        var arguments = Arguments(report.Parameters, input);
        foreach (var (name, value) in report.Constants)
        {
            arguments.Add(name, new SqlArgument(name, NpgsqlDbType.Text, value));
        }

        return arguments;
    }

    /// <summary>Every value the input can bind, by SQL name.</summary>
    /// <param name="parameters">The report's parameters.</param>
    /// <param name="input">Its input; null binds typed nulls, for describing a statement without running it.</param>
    public static Dictionary<string, SqlArgument> Arguments(IReadOnlyList<Parameter> parameters, object? input)
    {
        var arguments = new Dictionary<string, SqlArgument>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var value = input is null ? null : parameter.Property.GetValue(input);
            foreach (var argument in ToArguments(parameter, value))
            {
                arguments.Add(argument.Name, argument);
            }
        }

        return arguments;
    }

    /// <summary>Adds the parameters that a lexed statement uses, in its order.</summary>
    /// <param name="command">The command.</param>
    /// <param name="sql">The lexed statement.</param>
    /// <param name="arguments">What may be bound.</param>
    public static void Bind(NpgsqlCommand command, SqlText sql, Dictionary<string, SqlArgument> arguments)
    {
        foreach (var name in sql.Parameters)
        {
            var argument = arguments.TryGetValue(name, out var found)
                ? found
                : throw new InvalidOperationException($"The SQL uses @{name}, which no parameter gives.");
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = argument.Type, Value = argument.Value ?? DBNull.Value });
        }
    }

    private static IEnumerable<SqlArgument> ToArguments(Parameter parameter, object? value) => parameter.Type switch
    {
        ParameterType.Period => Period(parameter, (Period?)value),
        ParameterType.AsOf => [new SqlArgument(parameter.SqlNames[0], NpgsqlDbType.Date, (value as AsOf?)?.Date)],
        ParameterType.Snapshot => Snapshot(parameter, (SnapshotDate?)value),
        _ => [new SqlArgument(parameter.SqlNames[0], TypeOf(parameter), ValueOf(parameter, value))],
    };

    private static IEnumerable<SqlArgument> Period(Parameter parameter, Period? period) =>
    [
        new(parameter.SqlNames[0], NpgsqlDbType.Date, period?.From),
        new(parameter.SqlNames[1], NpgsqlDbType.Date, period?.To),
    ];

    private static IEnumerable<SqlArgument> Snapshot(Parameter parameter, SnapshotDate? date) =>
    [
        new(parameter.SqlNames[0], NpgsqlDbType.Date, date?.AsOf),
        new(parameter.SqlNames[1], NpgsqlDbType.Date, date?.MonthEnd),
    ];

    private static NpgsqlDbType TypeOf(Parameter parameter)
    {
        var type = parameter.Type switch
        {
            ParameterType.Integer => NpgsqlDbType.Bigint,
            ParameterType.Number => NpgsqlDbType.Numeric,
            ParameterType.Flag => NpgsqlDbType.Boolean,
            _ => NpgsqlDbType.Text,
        };
        return parameter.IsList ? type | NpgsqlDbType.Array : type;
    }

    private static object? ValueOf(Parameter parameter, object? value)
    {
        if (value is null || !parameter.IsList)
        {
            return Scalar(value);
        }

        var items = ((IEnumerable)value).Cast<object>().Select(Scalar).ToList();
        return items.Count == 0 ? null : parameter.Type switch
        {
            ParameterType.Integer => items.Cast<long>().ToArray(),
            ParameterType.Number => items.Cast<decimal>().ToArray(),
            _ => items.Cast<string>().ToArray(),
        };
    }

    private static object? Scalar(object? value) => value switch
    {
        int number => (long)number,
        Enum choice => Names.Snake(choice.ToString()),
        _ => value,
    };
}
