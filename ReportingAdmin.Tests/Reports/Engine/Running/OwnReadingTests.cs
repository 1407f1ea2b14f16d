using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Catalog.Escrow;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Engine.Running;

/// <summary>What a check without a file reads of the report itself: only for identities that apply, and within their time.</summary>
public sealed class OwnReadingTests
{
    private static readonly Caller s_oneAgency = TestEngine.Caller(RowScope.Of(["SE"], []), [.. Permissions.All]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_section_that_sleeps_leaves_its_identities_unchecked_and_the_snapshot_as_it_was(bool inShortStatements)
    {
        var report = new OneSection(
            (snapshot, ct) => inShortStatements ? NapsAsync(snapshot, ct) : SleepsAsync(snapshot, 600, ct),
            Identity("EscrowRollup"),
            Identity("EscrowHeld"));

        var (results, timeout) = await CheckAsync(report, TestEngine.Everyone, TimeSpan.FromSeconds(1));

        Assert.Equal(
            [
                ("EscrowRollup", TieOutState.NotChecked, "Reading the figures of this report takes longer than a check may. Make a file: its identities compare what is written."),
                ("EscrowHeld", TieOutState.NotChecked, "The time budget for checks was used up."),
            ],
            results.Select(result => (result.Key, result.State, result.Reason)));
        Assert.Equal((1, "5min"), (report.Readings, timeout));
    }

    [Fact]
    public async Task A_section_is_read_once_for_all_identities_that_compare_it()
    {
        // A ledger and a rollup without any entry, and a report that prints 7 of them.
        var report = new OneSection((_, _) => new[] { new Line { Amount = 7 } }.ToAsyncEnumerable(), Identity("EscrowRollup"), Total("EscrowHeld"), Identity("FinancialFlows"));

        var (results, _) = await CheckAsync(report, TestEngine.Everyone, TimeSpan.FromMinutes(5));

        Assert.Equal([("EscrowRollup", 7m), ("EscrowHeld", 7m), ("FinancialFlows", 7m)], results.Select(result => (result.Key, Assert.Single(result.Differences).Difference)));
        Assert.Equal(2, report.Readings); // its totals and its figures
    }

    [Fact]
    public async Task A_caller_of_some_rows_does_not_read_what_only_company_totals_are_compared_with()
    {
        var report = new OneSection(
            (snapshot, ct) => SleepsAsync(snapshot, 600, ct), Identity("EscrowRollup") with { UnrestrictedOnly = true }, Total("EscrowKindTotals") with { UnrestrictedOnly = true });

        var (results, _) = await CheckAsync(report, s_oneAgency, TimeSpan.FromMinutes(5));

        Assert.All(results, result => Assert.Equal(
            (TieOutState.NotApplicable, "It compares with company totals, which cannot be cut to your rows."), (result.State, result.Reason)));
        Assert.Equal(0, report.Readings);
    }

    [Fact]
    public async Task A_section_is_not_read_where_the_identity_cannot_be_asked()
    {
        var report = new OneSection((snapshot, ct) => SleepsAsync(snapshot, 600, ct), new TieOut<PeriodInput>("EscrowRollup", "Rollup = ledger", _ => "Not by agency.")
        {
            Own = _ => new OwnFigures("lines", new OwnFigure(nameof(Line.Amount))),
        });

        var (results, _) = await CheckAsync(report, TestEngine.Everyone, TimeSpan.FromMinutes(5));

        Assert.Equal((TieOutState.NotApplicable, "Not by agency."), (Assert.Single(results).State, results[0].Reason));
        Assert.Equal(0, report.Readings);
    }

    private static TieOut<PeriodInput> Identity(string key) => new(key, "This = that") { Own = _ => new OwnFigures("lines", new OwnFigure(nameof(Line.Amount))) };

    private static TieOut<PeriodInput> Total(string key) => new(key, "This = that") { Section = "lines", Total = nameof(Line.Amount) };

    private static async IAsyncEnumerable<Line> SleepsAsync(Snapshot snapshot, double seconds, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = snapshot.Command("select pg_sleep($1)");
        command.Parameters.AddWithValue(seconds);
        await command.ExecuteNonQueryAsync(ct);
        yield return new Line();
    }

    private static async IAsyncEnumerable<Line> NapsAsync(Snapshot snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var i = 0; i < 6_000; i++)
        {
            await foreach (var line in SleepsAsync(snapshot, 0.1, ct))
            {
                yield return line;
            }
        }
    }

    private static async Task<(IReadOnlyList<TieOutResult> Results, string StatementTimeout)> CheckAsync(OneSection report, Caller caller, TimeSpan budget)
    {
        var db = await TestDatabase.SharedAsync(Template.Empty);
        var input = new PeriodInput { Period = new Period(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)) };
        var files = TestEngine.Catalog.Files;
        await using var snapshot = await Snapshot.OpenAsync(
            db.Database.Reader, files, report, caller.Scope, new SnapshotOptions("test", TimeSpan.FromMinutes(5), new CompanyOptions().TimeZone), default);
        var prepared = new PreparedReport(
            caller, report, "1", new BoundInput(input, []), [.. report.Sections.Select(section => SectionPlan.Make(section, input, caller))]);

        var results = await new TieOutChecker(files, snapshot, prepared) { Budget = budget }
            .CheckByReadingAsync(new SectionReader(files, snapshot, report, input), default);

        await using var command = snapshot.Command("show statement_timeout");
        return (results, (string)(await command.ExecuteScalarAsync())!);
    }

    private sealed record Line
    {
        [Column("Amount", "Whatever is compared.", Total = Core.Reports.Engine.Total.Sum)]
        public long Amount { get; init; }
    }

    private sealed class OneSection(Func<Snapshot, CancellationToken, IAsyncEnumerable<Line>> lines, params IReadOnlyList<TieOut<PeriodInput>> tieOuts)
        : Report<PeriodInput>(new ReportMeta
        {
            Key = "test/one-section",
            Title = "One section",
            Question = "Is it read?",
            Description = "Counts how often its section is read.",
            Permission = Permissions.EscrowFinance,
            ScopedBy = ScopedBy.Agency,
            Sources = ["escrow.escrow_case"],
            Owner = "Finance",
        })
    {
        private List<Section>? _sections;

        public int Readings { get; private set; }

        public override IReadOnlyList<Section> Sections => _sections ??=
        [
            new Section<PeriodInput, Line>("lines", "Lines", "one row per line")
            {
                Rows = (snapshot, _, ct) =>
                {
                    Readings++;
                    return lines((Snapshot)snapshot, ct);
                },
            },
        ];

        public override IReadOnlyList<TieOut<PeriodInput>> TieOuts => tieOuts;
    }
}
