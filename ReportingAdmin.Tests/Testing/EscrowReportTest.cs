using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output.Json;

namespace ReportingAdmin.Tests.Testing;

/// <summary>An empty database of the test's own, the means to put escrow rows into it, and one report to look at them with.</summary>
/// <param name="key">The report.</param>
public abstract class EscrowReportTest(string key) : IAsyncLifetime
{
    /// <summary>A caller who sees the rows of agency SE alone.</summary>
    protected static Caller OnlySe { get; } = TestEngine.Caller(RowScope.Of(["SE"], []), [.. Permissions.All]);

    /// <summary>The database.</summary>
    protected TestDatabase Db { get; private set; } = null!;

    /// <summary>Puts rows into it.</summary>
    protected EscrowSeed Seed { get; private set; } = null!;

    /// <summary>The report door on it.</summary>
    protected TestEngine Engine { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Db = await TestDatabase.CloneAsync(Template.Empty);
        Seed = new EscrowSeed(Db);
        Engine = new TestEngine(Db);
        await SeedAsync();
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Db.DisposeAsync().AsTask();

    /// <summary>Rows that every test of the class finds.</summary>
    protected abstract Task SeedAsync();

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
