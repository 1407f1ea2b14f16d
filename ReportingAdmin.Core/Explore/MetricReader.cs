using System.Data;
using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Explore;

/// <summary>The readings of a subject on a day, several of them merged in three ways.</summary>
/// <param name="Subject">Of what.</param>
/// <param name="Day">The day in the company's zone.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Last">The latest.</param>
internal readonly record struct DayReading(string Subject, DateOnly Day, double Sum, double Mean, double Last);

/// <summary>Reads metrics as the reports do: by the read-only login, in the role that sees every row.</summary>
/// <param name="database">The way in.</param>
/// <param name="company">In whose zone instants become days.</param>
public sealed class MetricReader(ReportingDatabase database, CompanyOptions company)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    // One row per service and metric with at least one reading.
    private const string Measures =
        """
        select s.service, s.metric_type, mode() within group (order by s.unit), mode() within group (order by s.cadence),
               array_agg(s.subject order by s.subject), max(r.last_at)::date
        from analytics.series s
        cross join lateral (
            select max(m.recorded_at) as last_at
            from analytics.metric m
            where m.service = s.service and m.metric_type = s.metric_type and m.subject = s.subject and m.deleted_at is null
        ) r
        where s.deleted_at is null and r.last_at is not null
        group by s.service, s.metric_type
        order by s.service, s.metric_type
        """;

    // One row per subject and day. Of readings sent twice, the last one received stands.
    private const string Readings =
        """
        with kept as (
            select distinct on (m.subject, m.recorded_at) m.subject, m.recorded_at, m.value::double precision as value
            from analytics.metric m
            where m.service = $1 and m.metric_type = $2 and m.deleted_at is null and m.value is not null
              and ($3::text is null or m.subject = $3)
              and ($4::date is null or m.recorded_at >= $4::timestamp::timestamptz)
              and ($5::date is null or m.recorded_at < ($5 + 1)::timestamp::timestamptz)
            order by m.subject, m.recorded_at, m.received_at desc, m.id desc
        )
        select k.subject, k.recorded_at::date as day, sum(k.value), avg(k.value), (array_agg(k.value order by k.recorded_at desc))[1]
        from kept k
        group by k.subject, k.recorded_at::date
        order by k.subject, day
        """;

    /// <summary>What there is to ask about.</summary>
    /// <param name="ct">Stops it.</param>
    public Task<IReadOnlyList<Measure>> MeasuresAsync(CancellationToken ct) => ReadAsync(
        Measures,
        [],
        reader => new Measure(
            reader.GetString(0),
            reader.GetString(1),
            reader.IsDBNull(2) ? null : reader.GetString(2),
            reader.IsDBNull(3) ? null : reader.GetString(3),
            reader.GetFieldValue<string[]>(4),
            reader.GetFieldValue<DateOnly>(5)),
        ct);

    /// <summary>The readings of a measure by subject and day.</summary>
    internal Task<IReadOnlyList<DayReading>> ReadingsAsync(Measure measure, string? subject, DateOnly? from, DateOnly? to, CancellationToken ct) => ReadAsync(
        Readings,
        [
            new NpgsqlParameter<string> { TypedValue = measure.Service },
            new NpgsqlParameter<string> { TypedValue = measure.Metric },
            new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text, Value = (object?)subject ?? DBNull.Value },
            new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date, Value = (object?)from ?? DBNull.Value },
            new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date, Value = (object?)to ?? DBNull.Value },
        ],
        reader => new DayReading(reader.GetString(0), reader.GetFieldValue<DateOnly>(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4)),
        ct);

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> make, CancellationToken ct)
    {
        await using var connection = await database.Reader.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using (var role = new NpgsqlCommand("set local transaction_read_only = on; set local role reporting_all;", connection, transaction))
        {
            await role.ExecuteNonQueryAsync(ct);
        }

        await using (var settings = new NpgsqlCommand("select set_config('application_name', 'reporting explore', true), set_config('statement_timeout', $1, true), set_config('TimeZone', $2, true)", connection, transaction))
        {
            settings.Parameters.AddWithValue(((long)s_patience.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
            settings.Parameters.AddWithValue(company.TimeZone);
            await settings.ExecuteNonQueryAsync(ct);
        }

        await using var command = new NpgsqlCommand(sql, connection, transaction);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(make(reader));
        }

        return rows;
    }
}
