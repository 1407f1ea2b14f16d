using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output.Json;

namespace ReportingAdmin.Tests.Testing;

/// <summary>One report on a few escrow rows. The tests of a class read one database; one that writes takes its own.</summary>
/// <param name="key">The report.</param>
/// <param name="fixture">Keeps the database of the class.</param>
public abstract class EscrowReportTest(string key, EscrowFixture fixture) : IClassFixture<EscrowFixture>, IAsyncLifetime
{
    private TestDatabase? _own;

    /// <summary>A caller who sees the rows of agency SE alone.</summary>
    protected static Caller OnlySe { get; } = TestEngine.Caller(RowScope.Of(["SE"], []), [.. Permissions.All]);

    /// <summary>The report door on the rows.</summary>
    protected TestEngine Engine { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync() => Engine = new TestEngine(await fixture.DatabaseAsync(SeedAsync));

    /// <inheritdoc />
    public Task DisposeAsync() => _own?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    /// <summary>A database of this test's own with the same rows; the report is read from it from now on.</summary>
    protected async Task<TestDatabase> OwnDatabaseAsync()
    {
        _own = await TestDatabase.CloneAsync(Template.Empty);
        await SeedAsync(new EscrowSeed(_own));
        Engine = new TestEngine(_own);
        return _own;
    }

    /// <summary>Rows that every test of the class finds.</summary>
    /// <param name="seed">Writes them.</param>
    protected abstract Task SeedAsync(EscrowSeed seed);

    /// <summary>The report's rows as lines; the same run is written to a file, so that its control query must agree.</summary>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    protected async Task<IReadOnlyList<string>> LinesAsync(params (string Name, string Text)[] parameters)
    {
        await WriteAsync(TestEngine.Everyone, parameters);
        return await Engine.LinesAsync(key, null, parameters);
    }

    /// <summary>The report's rows for a caller.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    protected async Task<IReadOnlyList<string>> LinesAsync(Caller caller, params (string Name, string Text)[] parameters)
    {
        await WriteAsync(caller, parameters);
        return TestEngine.Lines(await Engine.PreviewAsync(caller, key, null, parameters));
    }

    /// <summary>Writes the report to a file; its control query must agree.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    protected async Task<WrittenReport> WriteAsync(Caller caller, params (string Name, string Text)[] parameters) =>
        (await Engine.WriteAsync(caller, TestEngine.Request(key, parameters), new JsonReportWriter())).Written;

    /// <summary>The report's preview.</summary>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    protected Task<ReportPreview> PreviewAsync(params (string Name, string Text)[] parameters) =>
        Engine.PreviewAsync(key, null, parameters);

    /// <summary>The total of a column in a currency.</summary>
    /// <param name="preview">The preview.</param>
    /// <param name="column">Its key.</param>
    /// <param name="currency">The currency; null where the report has none.</param>
    protected static decimal? Total(ReportPreview preview, string column, string? currency) =>
        preview.Totals.Single(total => total.Currency == currency)
            .Values[preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column)];

    /// <summary>How one identity of the report stands.</summary>
    /// <param name="identity">Its key.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    protected async Task<TieOutResult> TieOutAsync(string identity, params (string Name, string Text)[] parameters) =>
        (await Engine.TieOutsAsync(key, parameters)).Single(result => result.Key == identity);
}
