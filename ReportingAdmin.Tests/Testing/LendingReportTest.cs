using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output.Json;

namespace ReportingAdmin.Tests.Testing;

/// <summary>An empty database of the test's own, the means to put lending rows into it, and one report to look at them with.</summary>
/// <param name="key">The report.</param>
public abstract class LendingReportTest(string key) : IAsyncLifetime
{
    /// <summary>A caller who sees the rows of portfolio P2 alone.</summary>
    protected static Caller OnlyP2 { get; } = TestEngine.Caller(RowScope.Of([], ["P2"]), [.. Permissions.All]);

    /// <summary>A caller who sees every row but may not see single loans.</summary>
    protected static Caller NoLoans { get; } =
        TestEngine.Caller(RowScope.All, [.. Permissions.All.Where(permission => permission != Permissions.LendingLoan)]);

    /// <summary>The database.</summary>
    protected TestDatabase Db { get; private set; } = null!;

    /// <summary>Puts rows into it.</summary>
    protected LendingSeed Seed { get; private set; } = null!;

    /// <summary>The report door on it.</summary>
    protected TestEngine Engine { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Db = await TestDatabase.CloneAsync(Template.Empty);
        Seed = new LendingSeed(Db);
        Engine = new TestEngine(Db);
        await SeedAsync();
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Db.DisposeAsync().AsTask();

    /// <summary>Rows that every test of the class finds.</summary>
    protected virtual Task SeedAsync() => Task.CompletedTask;

    /// <summary>The rows of a section, some of their columns, as lines; the same run is written to a file, so that its control query must agree.</summary>
    /// <param name="section">The section.</param>
    /// <param name="columns">Column keys, separated by blanks.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    protected Task<IReadOnlyList<string>> LinesAsync(string section, string columns, params (string Name, string Text)[] parameters) =>
        LinesAsync(TestEngine.Everyone, section, columns, parameters);

    /// <summary>The same for a caller.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="section">The section.</param>
    /// <param name="columns">Column keys, separated by blanks.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    protected async Task<IReadOnlyList<string>> LinesAsync(
        Caller caller, string section, string columns, params (string Name, string Text)[] parameters)
    {
        await WriteAsync(caller, parameters);
        var preview = await Engine.PreviewAsync(caller, key, section, parameters);
        var places = columns.Split(' ').Select(column => Place(preview, column)).ToList();
        return [.. TestEngine.Lines(preview).Select(line => line.Split(" | ")).Select(cells => string.Join(" | ", places.Select(i => cells[i])))];
    }

    /// <summary>Writes the report to a file; its control query must agree.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    protected async Task<WrittenReport> WriteAsync(Caller caller, params (string Name, string Text)[] parameters) =>
        (await Engine.WriteAsync(caller, TestEngine.Request(key, parameters), new JsonReportWriter())).Written;

    /// <summary>What stands against the request.</summary>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    protected async Task<Problem> ProblemAsync(params (string Name, string Text)[] parameters) =>
        Assert.Single((await Engine.Runner.PreviewAsync(TestEngine.Everyone, TestEngine.Request(key, parameters), new PreviewRequest(), default)).Problems);

    /// <summary>The total of a column in a currency.</summary>
    /// <param name="preview">The preview.</param>
    /// <param name="column">Its key.</param>
    /// <param name="currency">The currency; null where the section has none.</param>
    protected static decimal? Total(ReportPreview preview, string column, string? currency) =>
        preview.Totals.Single(total => total.Currency == currency).Values[Place(preview, column)];

    /// <summary>How one identity of the report stands.</summary>
    /// <param name="identity">Its key.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    protected async Task<TieOutResult> TieOutAsync(string identity, params (string Name, string Text)[] parameters) =>
        (await Engine.TieOutsAsync(key, parameters)).Single(result => result.Key == identity);

    /// <summary>Harms the data as a restored backup or a hand in the database does: triggers and foreign keys do not look.</summary>
    /// <param name="sql">The statement.</param>
    protected async Task UnguardedAsync(string sql)
    {
        await using var connection = await Db.Superuser.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "set session_replication_role = replica; " + sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes rows stand twice in a table, which no key forbids any more.</summary>
    /// <param name="table">Schema and table.</param>
    /// <param name="where">Which rows.</param>
    protected Task DoubleAsync(string table, string where) => UnguardedAsync(
        $"""
        do $$
        declare
            k record;
        begin
            for k in select conname from pg_constraint where conrelid = '{table}'::regclass and contype in ('p', 'u') loop
                execute format('alter table {table} drop constraint %I cascade', k.conname);
            end loop;
        end $$;
        insert into {table} overriding system value select * from {table} where {where}
        """);

    /// <summary>The places in which an identity is red, each "currency place: source amount, source amount".</summary>
    /// <param name="result">The result.</param>
    protected static IReadOnlyList<string> Red(TieOutResult result)
    {
        Assert.Equal(TieOutState.Red, result.State);
        return
        [
            .. result.Differences.Select(difference => string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{difference.Currency} {difference.Place}: {string.Join(", ", difference.Sides.Select(side => FormattableString.Invariant($"{side.Source} {side.Amount}")))}")),
        ];
    }

    private static int Place(ReportPreview preview, string column)
    {
        var i = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column);
        return i >= 0 ? i : throw new ArgumentException($"There is no column {column}.", nameof(column));
    }
}
