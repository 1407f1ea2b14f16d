using System.Collections.Frozen;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Tests.Testing;

/// <summary>The report engine on a test's database, with a fixed clock and callers made by hand.</summary>
/// <param name="db">The database.</param>
/// <param name="today">Today in the company's zone.</param>
/// <param name="conventions">The settings; null = the defaults.</param>
/// <param name="through">The way to it; null = the database's own.</param>
public sealed class TestEngine(TestDatabase db, string today = "2026-11-21", ConventionOptions? conventions = null, ReportingDatabase? through = null)
{
    /// <summary>The product's catalogue, scanned once.</summary>
    public static ReportCatalog Catalog { get; } = ReportCatalog.Load(typeof(Report).Assembly);

    /// <summary>Holds every permission and sees every row.</summary>
    public static Caller Everyone { get; } = Caller(RowScope.All, [.. Permissions.All]);

    /// <summary>The door.</summary>
    public ReportRunner Runner { get; } = new(
        Catalog,
        through ?? db.Database,
        new CompanyCalendar(new FixedTime(today), Company, through ?? db.Database),
        new TapeConfigurations(through ?? db.Database),
        new AuditLog(through ?? db.Database),
        Company,
        conventions ?? new ConventionOptions(),
        Options.Create(new RunOptions()),
        NullLogger<ReportRunner>.Instance);

    private static CompanyOptions Company { get; } = new();

    /// <summary>A caller with the permissions named; the operator's id, so no person is needed in the database.</summary>
    /// <param name="scope">The rows he sees.</param>
    /// <param name="permissions">What he may do.</param>
    public static Caller Caller(RowScope scope, params string[] permissions) =>
        new(null, "Test", [], permissions.ToFrozenSet(), scope);

    /// <summary>A request from texts.</summary>
    /// <param name="key">The report.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    public static ReportRequest Request(string key, params (string Name, string Text)[] parameters) =>
        new(key, parameters.ToDictionary(pair => pair.Name, pair => (IReadOnlyList<string>)[pair.Text]));

    /// <summary>The preview, which must succeed.</summary>
    /// <param name="key">The report.</param>
    /// <param name="section">The section; null = the first.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    public Task<ReportPreview> PreviewAsync(string key, string? section, params (string Name, string Text)[] parameters) =>
        PreviewAsync(Everyone, key, section, parameters);

    /// <summary>The preview for a caller, which must succeed.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="key">The report.</param>
    /// <param name="section">The section; null = the first.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    public async Task<ReportPreview> PreviewAsync(Caller caller, string key, string? section, params (string Name, string Text)[] parameters)
    {
        var outcome = await Runner.PreviewAsync(caller, Request(key, parameters), new PreviewRequest(section), default);
        Assert.True(outcome.Ok, string.Join(" ", outcome.Problems.Select(problem => $"{problem.Field}: {problem.Message}")));
        return outcome.Value;
    }

    /// <summary>All rows of a section as lines of text, cells joined by " | ", numbers plain, a dot for no value: easy to write by hand.</summary>
    /// <param name="key">The report.</param>
    /// <param name="section">The section; null = the first.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    public async Task<IReadOnlyList<string>> LinesAsync(string key, string? section, params (string Name, string Text)[] parameters) =>
        Lines(await PreviewAsync(key, section, parameters));

    /// <summary>The rows of a preview as lines of text.</summary>
    /// <param name="preview">The preview.</param>
    public static IReadOnlyList<string> Lines(ReportPreview preview) =>
        [.. preview.Rows.Select(row => string.Join(" | ", row.Cells.Select(Cell)))];

    /// <summary>How the identities stand, checked now; the request must be in order.</summary>
    /// <param name="key">The report.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    public async Task<IReadOnlyList<TieOutResult>> TieOutsAsync(string key, params (string Name, string Text)[] parameters)
    {
        var outcome = await Runner.CheckTieOutsAsync(Everyone, Request(key, parameters), default);
        Assert.True(outcome.Ok, string.Join(" ", outcome.Problems.Select(problem => $"{problem.Field}: {problem.Message}")));
        return outcome.Value;
    }

    /// <summary>How an identity stands against a figure that the report printed wrong: all else is as the database has it.</summary>
    /// <param name="key">The report.</param>
    /// <param name="identity">The identity, which compares figures of the report place by place.</param>
    /// <param name="place">The figure's place; it must be printed.</param>
    /// <param name="harm">A cent more, left out, or printed twice.</param>
    /// <param name="parameters">Names and texts, as in the URL.</param>
    public async Task<TieOutResult> FalsifiedAsync(string key, string identity, string place, Harm harm, params (string Name, string Text)[] parameters)
    {
        var prepared = (await PreviewAsync(key, null, parameters)).Prepared;
        var input = prepared.Bound.Input;
        await using var snapshot = await Snapshot.OpenAsync(
            db.Database.Reader, Catalog.Files, prepared.Report, RowScope.All, new SnapshotOptions("test", TimeSpan.FromMinutes(5), Company.TimeZone), default);
        var section = prepared.Report.TieOutList.Single(tieOut => tieOut.Key == identity).OwnOf(input)!.Section;
        var reader = new SectionReader(Catalog.Files, snapshot, prepared.Report, input);
        var sums = (await reader.OwnAsync(prepared, prepared.Sections.Single(plan => plan.Section.Name == section), default)).ToDictionary();
        var printed = sums[identity].Single(sum => sum.Place == place);
        sums[identity] =
        [
            .. sums[identity].Where(sum => sum != printed),
            .. harm switch
            {
                Harm.Cent => [printed with { Amount = printed.Amount + 0.01m }],
                Harm.Doubled => [printed, printed],
                _ => Array.Empty<OwnSum>(),
            },
        ];
        return (await new TieOutChecker(Catalog.Files, snapshot, prepared).CheckAsync(null, sums, default)).Single(result => result.Key == identity);
    }

    /// <summary>Writes the whole report through a writer, control figures and identities included; it must succeed.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="writer">The form.</param>
    /// <param name="options">Choices of the file; null = the defaults.</param>
    public async Task<(byte[] Bytes, WrittenReport Written)> WriteAsync(
        Caller caller, ReportRequest request, IReportWriter writer, OutputOptions? options = null)
    {
        var prepared = await Runner.PrepareAsync(caller, request, default);
        Assert.True(prepared.Ok, string.Join(" ", prepared.Problems.Select(problem => $"{problem.Field}: {problem.Message}")));
        using var stream = new MemoryStream();
        var target = new WriteTarget(Guid.Parse("00000000-0000-0000-0000-000000001042"), 1042, writer, options ?? new OutputOptions(), stream);
        var written = await Runner.WriteAsync(prepared.Value, target, default);
        Assert.True(written.Ok, string.Join(" ", written.Problems.Select(problem => $"{problem.Field}: {problem.Message}")));
        return (stream.ToArray(), written.Value);
    }

    /// <summary>What a figure leads to, in the order of the target; written to a file too, so that the target's control query must agree.</summary>
    /// <param name="caller">Who follows it.</param>
    /// <param name="target">Where it leads.</param>
    public async Task<ReportPreview> FollowAsync(Caller caller, DrillTarget target)
    {
        (string, string)[] parameters = [.. target.Query.Select(pair => (pair.Key, pair.Value))];
        await WriteAsync(caller, Request(target.Key, parameters), new Core.Reports.Output.Json.JsonReportWriter());
        return await PreviewAsync(caller, target.Key, target.Section, parameters);
    }

    /// <summary>
    /// Follows the links of a column and holds what they lead to against the figures: the number of rows, or a total in the currency
    /// of the row. Gives a line per row, "3: L1 L2 L3": the figure and what is listed behind it; a figure of nothing leads nowhere, "0:".
    /// </summary>
    /// <param name="caller">Who follows them.</param>
    /// <param name="preview">The rows with the figures.</param>
    /// <param name="column">Key of the column whose cells are links.</param>
    /// <param name="listed">Key of the target's column that names its rows.</param>
    /// <param name="sum">Key of the target's column that adds up to the figure; null = the figure is their number.</param>
    public async Task<IReadOnlyList<string>> LedAsync(Caller caller, ReportPreview preview, string column, string listed, string? sum = null)
    {
        var lines = new List<string>();
        foreach (var row in preview.Rows)
        {
            var figure = Convert.ToDecimal(row.Cells[Place(preview, column)], System.Globalization.CultureInfo.InvariantCulture);
            if (figure == 0)
            {
                Assert.DoesNotContain(column, row.Drills.Keys);
                lines.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{figure}:"));
                continue;
            }

            var led = await FollowAsync(caller, row.Drills[column]);
            var currency = row.Cells[Place(preview, "currency")] as string;
            Assert.Equal(figure, sum is null ? led.AllRows : led.Totals.Single(total => total.Currency == currency).Values[Place(led, sum)]);
            var names = string.Join(' ', led.Rows.Select(one => one.Cells[Place(led, listed)]));
            lines.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{figure}: {names}"));
        }

        return lines;
    }

    private static int Place(ReportPreview preview, string column)
    {
        var i = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column);
        return i >= 0 ? i : throw new ArgumentException($"There is no column {column}.", nameof(column));
    }

    /// <summary>File runs on this database, in a folder of the test's own.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="writers">One per form.</param>
    public ReportRuns Runs(string folder, params IReportWriter[] writers) => new TestNode(db, this, folder, new RunOptions(), writers).Runs;

    private static string Cell(object? value) => value switch
    {
        null => "·",
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A clock that stands.</summary>
    /// <param name="today">The day.</param>
    internal sealed class FixedTime(string today) : TimeProvider
    {
        // Noon UTC is the same calendar day in every zone of the tests.
        public override DateTimeOffset GetUtcNow() => new(Dates.Iso(today), new TimeOnly(12, 0), TimeSpan.Zero);
    }
}
