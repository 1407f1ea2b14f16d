using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Engine.Running;

/// <summary>Row scope over pooled connections: what one caller's query leaves behind must never reach the next one's.</summary>
public sealed class RowScopeTests : IAsyncLifetime
{
    private const int Agencies = 20;
    private const int Queries = 2000;

    private TestDatabase _db = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new EscrowSeed(_db);
        for (var i = 0; i < Agencies; i++)
        {
            await seed.AgencyAsync(Code(i));
            await seed.CaseAsync($"C{i}", Code(i), "2026-01-01");
            await seed.LedgerAsync($"E{i} C{i} 2026-10-05 deposit {i + 1}.00");
        }
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task Interleaved_callers_with_cancelled_queries_between_see_their_own_rows_alone()
    {
        var engine = new TestEngine(_db);

        await Parallel.ForEachAsync(Enumerable.Range(0, Queries), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, ct) =>
        {
            var agency = i * 7 % Agencies;
            if (i % 10 == 9)
            {
                await CancelMidwayAsync(engine, agency);
                return;
            }

            var caller = Scoped(agency);
            var outcome = await engine.Runner.PreviewAsync(
                caller, TestEngine.Request("escrow/monthly-balance", ("period", "last-month")), new PreviewRequest(WithCharts: false), ct);
            Assert.Equal((agency + 1) * 1.00m, Assert.Single(outcome.Value!.Totals).Values[outcome.Value.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == "inflow")]);
        });
    }

    [Fact]
    public async Task A_caller_without_scope_rows_sees_nothing_and_an_unrestricted_one_everything()
    {
        var engine = new TestEngine(_db);
        (string, string)[] lastMonth = [("period", "last-month")];

        var nothing = await engine.PreviewAsync(TestEngine.Caller(RowScope.Nothing, Permissions.EscrowFinance), "escrow/monthly-balance", null, lastMonth);
        var all = await engine.PreviewAsync(TestEngine.Caller(RowScope.All, Permissions.EscrowFinance), "escrow/monthly-balance", null, lastMonth);

        Assert.Equal(0, nothing.AllRows);
        Assert.Equal(210.00m, Assert.Single(all.Totals).Values[all.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == "inflow")]);
    }

    [Fact]
    public async Task A_foreign_agency_as_a_filter_answers_like_an_unknown_one()
    {
        var engine = new TestEngine(_db);

        var foreign = await PreviewAsync(engine, Code(1));
        var unknown = await PreviewAsync(engine, "ZZ");

        Assert.Equal(unknown.Replace("ZZ", "?", StringComparison.Ordinal), foreign.Replace(Code(1), "?", StringComparison.Ordinal));
        Assert.Equal("There is no agency 'ZZ'.", unknown);
    }

    private static async Task<string> PreviewAsync(TestEngine engine, string agency)
    {
        var outcome = await engine.Runner.PreviewAsync(
            Scoped(0), TestEngine.Request("escrow/monthly-balance", ("agency", agency)), new PreviewRequest(), default);
        return Assert.Single(outcome.Problems).Message;
    }

    private static async Task CancelMidwayAsync(TestEngine engine, int agency)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(agency % 4));
        try
        {
            await engine.Runner.PreviewAsync(
                Scoped(agency), TestEngine.Request("escrow/monthly-balance", ("period", "last-month")), new PreviewRequest(), soon.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.True(soon.IsCancellationRequested);
        }
    }

    private static Caller Scoped(int agency) => TestEngine.Caller(RowScope.Of([Code(agency)], []), Permissions.EscrowFinance);

    private static string Code(int i) => $"A{i:00}";
}
