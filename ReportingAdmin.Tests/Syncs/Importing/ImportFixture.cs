using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Core.Syncs.Importing.Loading;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Tables;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>An empty database, a folder for files, and the importer on them.</summary>
internal sealed class ImportFixture : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("import");

    private ImportFixture(TestDatabase db)
    {
        Db = db;
        Importer = new Importer(db.Database, new AuditLog(db.Database), TimeProvider.System, NullLogger<Importer>.Instance);
    }

    public TestDatabase Db { get; }

    public Importer Importer { get; }

    public static Caller Manager { get; } = TestEngine.Caller(RowScope.All, Permissions.ImportsManage);

    public static Caller Closer { get; } = TestEngine.Caller(RowScope.All, Permissions.ImportsManage, Permissions.ImportsClosed);

    public static async Task<ImportFixture> CreateAsync() => new(await TestDatabase.CloneAsync(Template.Empty));

    /// <summary>Writes a file of the test's own.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Writes a gzipped file.</summary>
    public string WriteCompressed(string name, string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return Write(name, packed.ToArray());
    }

    /// <summary>A request for a file with documented headers.</summary>
    public static ImportRequest Documented(string table, string path) => new(path, DocumentedFile.Of(ImportTables.Get(table)));

    /// <summary>A mapping of the project's examples.</summary>
    public static FileMapping Example(string name) => Mapping(File.ReadAllText(Path.Combine(ProjectFolder.Root, "examples", "mappings", name + ".json")));

    public static FileMapping Mapping(string json)
    {
        var read = MappingReader.Read(json);
        Assert.True(read.Ok, string.Join(" ", read.Problems.Select(problem => problem.Message)));
        return read.Value;
    }

    /// <summary>Loads lines with documented headers; the file must be readable.</summary>
    public Task<ImportResult> LoadAsync(string table, params string[] lines) =>
        LoadAsync(Documented(table, Write(table + ".csv", string.Join('\n', lines) + "\n")));

    /// <summary>Loads three loans in euros, of two portfolios.</summary>
    public async Task LoadLoansAsync()
    {
        await LoadAsync("lending.portfolio", "code,name", "PF,Portfolio", "PG,Other");
        await LoadAsync("lending.loan", "loan_number,portfolio_code,currency,note_rate,term_months", "L1,PF,EUR,0.065,360", "L2,PF,EUR,0.07,120", "L3,PG,EUR,0.07,120");
    }

    /// <summary>Loads a case in dollars.</summary>
    public async Task LoadCaseAsync()
    {
        await LoadAsync("escrow.agency", "code,name", "A,Agency");
        await LoadAsync("escrow.escrow_case", "case_number,case_type,agency_code,opened_on,currency", "C1,surrogacy,A,2025-01-01,USD");
    }

    public async Task<ImportResult> LoadAsync(ImportRequest request, Caller? caller = null)
    {
        var outcome = await Importer.LoadAsync(caller ?? Manager, request, default);
        Assert.True(outcome.Ok, string.Join(" ", outcome.Problems.Select(problem => problem.Message)));
        return outcome.Value;
    }

    /// <summary>The problem of a file that cannot be read or loaded at all.</summary>
    public async Task<Problem> RefusalAsync(ImportRequest request, Caller? caller = null)
    {
        var outcome = await Importer.LoadAsync(caller ?? Manager, request, default);
        Assert.False(outcome.Ok);
        return outcome.FirstProblem;
    }

    public Task<Problem> RefusalAsync(string table, string name, byte[] bytes) => RefusalAsync(Documented(table, Write(name, bytes)));

    public Task<Problem> RefusalAsync(string table, string name, string text) => RefusalAsync(table, name, Encoding.UTF8.GetBytes(text));

    /// <summary>A query's rows as lines, cells joined by <c>|</c>, a dot for no value.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var command = Db.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "·" : reader.GetValue(i) switch
            {
                DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                DateTime day => day.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
                IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
                var other => other.ToString(),
            })));
        }

        return rows;
    }

    /// <summary>Everything in the source tables but surrogate keys and times of loading, to be compared.</summary>
    public async Task<string> ContentAsync()
    {
        var content = new StringBuilder();
        foreach (var table in ImportTables.All.Select(table => table.Name).Append("lending.loan_month_load").Append("escrow.case_month").Append("escrow.agency_month"))
        {
            var rows = await RowsAsync(
                $"""
                select (select string_agg(v.key || '=' || coalesce(v.value #>> array[]::text[], '·'), ',' order by v.key)
                        from jsonb_each(to_jsonb(t)) v
                        where v.key not in ('id', 'sync_run_id', 'first_loaded_at', 'last_changed_at', 'loaded_at') and v.key not like '%\_id') as line
                from {table} t order by 1
                """);
            content.Append(table).Append('\n').AppendJoin('\n', rows).Append('\n');
        }

        return content.ToString();
    }

    /// <summary>When any source row was last changed, and how often the schemas were.</summary>
    public async Task<string> StampsAsync()
    {
        var stamps = new StringBuilder();
        foreach (var table in ImportTables.All.Select(table => table.Name).Append("lending.loan_month_load"))
        {
            stamps.Append(table).Append(' ').AppendJoin(' ', await RowsAsync($"select count(*), max(xmin::text::bigint), max(last_changed_at)::text from {table}")).Append('\n');
        }

        return stamps.AppendJoin('\n', await RowsAsync("select schema_name, version from app.data_version order by 1")).ToString();
    }

    public static string Counts(ImportResult result, string table)
    {
        var counts = result.Tables.Single(pair => pair.Table == table).Counts;
        return $"{counts.Inserted} new, {counts.Updated} changed, {counts.Unchanged} unchanged, {counts.Deleted} removed, {counts.Duplicates} duplicate, {counts.Outdated} outdated, {counts.Rejected} rejected";
    }

    public static IReadOnlyList<string> Lines(ImportResult result) => [.. result.Rejects.Select(Line)];

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Line(Reject reject) => $"{reject.Line}|{reject.Column}|{reject.Value ?? "·"}|{reject.Reason}";
}
