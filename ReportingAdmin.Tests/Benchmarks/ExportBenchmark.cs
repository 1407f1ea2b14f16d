using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Reports.Catalog.Lending;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>
/// The loan tape as the verb <c>report</c> makes it, a whole process from start to exit with control figures, tie-outs, hash and
/// run record, against <c>\copy</c> of the same SQL by psql as the same role, one after the other in each round.
/// </summary>
/// <param name="logins">A database with <see cref="VolumeData"/>.</param>
/// <param name="folder">For the files of the runs.</param>
internal sealed partial class ExportBenchmark(DatabaseLogins logins, string folder)
{
    /// <summary>Measures one tape configuration.</summary>
    /// <param name="tape">Its name.</param>
    /// <param name="formats">The formats, such as csv.</param>
    /// <param name="rounds">How often each is measured.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>One per format, the reference first under the name <c>copy</c>.</returns>
    public async Task<IReadOnlyList<Measured>> RunAsync(string tape, IReadOnlyList<string> formats, int rounds, CancellationToken ct)
    {
        var sql = await SqlAsync(tape, ct);
        var names = new[] { "copy" }.Concat(formats).ToList();
        var runs = names.ToDictionary(name => name, _ => new List<MeasuredProcess>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var name in names)
            {
                runs[name].Add(name == "copy" ? await CopyAsync(sql, ct) : await ReportAsync(tape, name, ct));
            }
        }

        return [.. names.Select(name => new Measured(name, runs[name], runs["copy"], Size(name)))];
    }

    /// <summary>One report, to a file in the folder.</summary>
    /// <param name="tape">The tape configuration.</param>
    /// <param name="format">Such as csv.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<MeasuredProcess> ReportAsync(string tape, string format, CancellationToken ct)
    {
        var files = Path.Combine(folder, "files");
        try
        {
            return await MeasuredProcess.RunAsync(
                "dotnet",
                [
                    "exec", typeof(Program).Assembly.Location, "report", "lending/loan-tape", "--param", "config=" + tape, "--section", "loans",
                    "--format", format, "--output", Output(format),
                ],
                new Dictionary<string, string>
                {
                    ["DOTNET_ENVIRONMENT"] = "Development",
                    ["ConnectionStrings__Reporting"] = logins.App,
                    ["ConnectionStrings__Reader"] = logins.Reader,
                    ["Files__Directory"] = files,
                },
                ct);
        }
        finally
        {
            if (Directory.Exists(files))
            {
                Directory.Delete(files, recursive: true);
            }
        }
    }

    private string Output(string format) => Path.Combine(folder, "tape." + format);

    private long Size(string format) => File.Exists(Output(format)) ? new FileInfo(Output(format)).Length : 0;

    private Task<MeasuredProcess> CopyAsync(string sql, CancellationToken ct)
    {
        var reader = new NpgsqlConnectionStringBuilder(logins.Reader);
        return MeasuredProcess.RunAsync(
            "psql",
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", "set role reporting_all", "-c", $@"\copy ({sql}) to '{Output("copy")}' with (format csv, header)"],
            new Dictionary<string, string>
            {
                ["PGHOST"] = reader.Host!,
                ["PGPORT"] = reader.Port.ToString(CultureInfo.InvariantCulture),
                ["PGDATABASE"] = reader.Database!,
                ["PGUSER"] = reader.Username!,
                ["PGPASSWORD"] = reader.Password!,
            },
            ct);
    }

    // The statement of the run with its values written in, on one line, as \copy wants it.
    private async Task<string> SqlAsync(string tape, CancellationToken ct)
    {
        var report = TestEngine.Catalog.Find("lending/loan-tape")!;
        var section = report.Sections.First(s => s.Name == "loans");
        var fields = new List<string>();
        await using (var app = NpgsqlDataSource.Create(logins.App))
        await using (var command = app.CreateCommand("select f ->> 'field' from app.loan_tape_config c, jsonb_array_elements(c.fields) f where c.name = $1"))
        {
            command.Parameters.AddWithValue(tape);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                fields.Add(reader.GetString(0));
            }
        }

        var columns = fields.Select(field => section.Columns.First(column => column.Name == field)).ToList();
        var text = new SqlFiles(typeof(LoanTape).Assembly).Read(typeof(LoanTape), "LoanTape.loans");
        var filled = Positional().Replace(ReportSql.Rows(text, section, columns), match => Value(text.Parameters[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - 1]));
        return Comment().Replace(filled, "").ReplaceLineEndings(" ");
    }

    private static string Value(string parameter) => parameter switch
    {
        "month_end" => $"date '{VolumeData.MonthEnd:yyyy-MM-dd}'",
        "include_exits" => "true",
        _ => "null",
    };

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Positional();

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();
}
