using Microsoft.Extensions.Logging.Abstractions;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Features.Report;

namespace ReportingAdmin.Tests.Features.Report;

/// <summary>Which of several readings stands on a page, and of what it is.</summary>
public sealed class ReportFiguresTests
{
    private static readonly ReportAddress s_october = Address("?from=2026-10-01");
    private static readonly ReportAddress s_september = Address("?from=2026-09-01");

    private readonly List<(FiguresWanted Wanted, CancellationToken Token, TaskCompletionSource<Outcome<FiguresRead>> Answer)> _readings = [];
    private readonly ReportFigures _figures;
    private int _changes;

    public ReportFiguresTests() => _figures = new ReportFigures(
        (wanted, ct) =>
        {
            var answer = new TaskCompletionSource<Outcome<FiguresRead>>();
            _readings.Add((wanted, ct, answer));
            return answer.Task;
        },
        () => _changes++,
        NullLogger.Instance);

    [Fact]
    public async Task The_answer_to_an_older_reading_never_takes_the_place_of_a_newer_ones()
    {
        var first = _figures.ReadAsync(s_october, default);
        var second = _figures.ReadAsync(s_september, default);
        Assert.Equal((true, false), (_readings[0].Token.IsCancellationRequested, _readings[1].Token.IsCancellationRequested));

        var (october, september) = (Read(), Read());
        _readings[1].Answer.SetResult(september);
        await second;
        _readings[0].Answer.SetResult(october); // that the database could not stop it any more
        await first;

        Assert.Same(september.Preview, _figures.Preview);
        Assert.Same(september.Preview, _figures.Of(s_september.ParametersText));
        Assert.Null(_figures.Of(s_october.ParametersText));
        Assert.False(_figures.IsReading);
    }

    [Fact]
    public async Task An_older_answer_that_comes_first_shows_nothing_and_ends_no_waiting()
    {
        var first = _figures.ReadAsync(s_october, default);
        var second = _figures.ReadAsync(s_september, default);

        _readings[0].Answer.SetResult(Read());
        await first;
        Assert.Null(_figures.Preview);
        Assert.True(_figures.IsReading);

        _readings[1].Answer.SetResult(new Problem(ProblemKind.Invalid, "No.", "from", "no"));
        await second;
        Assert.Equal("No.", Assert.Single(_figures.Problems).Message);
    }

    [Fact]
    public async Task The_failure_of_an_older_reading_is_not_shown()
    {
        var first = _figures.ReadAsync(s_october, default);
        var second = _figures.ReadAsync(s_september, default);
        _readings[0].Answer.SetException(new TimeoutException());
        await first;
        Assert.Null(_figures.Failure);

        _readings[1].Answer.SetException(new TimeoutException());
        await second;
        Assert.NotNull(_figures.Failure);
        Assert.False(_figures.IsReading);
    }

    [Fact]
    public async Task Figures_stand_while_others_are_read_and_pictures_are_read_once_for_their_parameters()
    {
        var read = Read(new ChartData[1]);
        await GiveAsync(_figures.ReadAsync(s_october, default), read);
        var sorting = _figures.ReadAsync(Address("?from=2026-10-01&sort=closing"), default);
        Assert.Same(read.Preview, _figures.Preview);
        Assert.Equal([true, false], _readings.Select(one => one.Wanted.WithCharts));

        await GiveAsync(sorting, Read());
        Assert.Same(read.Preview.Charts, _figures.Charts);
        await GiveAsync(_figures.ReadAsync(s_september, default), Read());
        Assert.Empty(_figures.Charts);
    }

    [Fact]
    public async Task A_picture_is_read_again_where_the_reading_that_was_to_bring_it_was_overtaken()
    {
        await GiveAsync(_figures.ReadAsync(s_october, default), Read());
        _ = _figures.ReadAsync(s_september, default);
        _ = _figures.ReadAsync(Address("?from=2026-09-01&sort=closing"), default);

        Assert.Equal([true, true, true], _readings.Select(one => one.Wanted.WithCharts));
    }

    [Fact]
    public async Task Whoever_waits_waits_until_other_parameters_are_asked_for()
    {
        await GiveAsync(_figures.ReadAsync(s_october, default), Long());
        Assert.Equal("Takes long.", _figures.TakesLong);

        var waiting = _figures.ReadAsync(s_october, default, anew: true, waits: true);
        Assert.Equal("Takes long.", _figures.TakesLong);
        await GiveAsync(waiting, Read());
        Assert.Null(_figures.TakesLong);
        await GiveAsync(_figures.ReadAsync(Address("?from=2026-10-01&sort=closing"), default), Read());
        await GiveAsync(_figures.ReadAsync(s_september, default), Read());

        Assert.Equal([false, true, true, false], _readings.Select(one => one.Wanted.Waits));
    }

    [Fact]
    public async Task What_is_known_to_be_wrong_is_shown_at_once_and_nothing_is_read()
    {
        await _figures.ReadAsync(s_october, default, against: [new Problem(ProblemKind.Invalid, "No.", "from", "no")]);

        Assert.Equal("No.", Assert.Single(_figures.Problems).Message);
        Assert.Empty(_readings);
        Assert.Equal((1, false), (_changes, _figures.IsReading));
    }

    [Fact]
    public async Task A_refusal_is_kept_apart_and_goes_when_the_right_is_there_again()
    {
        await GiveAsync(_figures.ReadAsync(s_october, default), new Problem(ProblemKind.Forbidden, "Not for you.", null, "forbidden"));
        Assert.Equal("Not for you.", _figures.Refusal?.Message);

        await GiveAsync(_figures.ReadAsync(s_october, default), Read());
        Assert.Null(_figures.Refusal);
    }

    [Fact]
    public async Task What_is_drawn_in_another_way_is_of_the_same_figures()
    {
        await GiveAsync(_figures.ReadAsync(s_october, default), Read());

        Assert.True(_figures.AreOf(Address("?from=2026-10-01&charts=table")));
        Assert.False(_figures.AreOf(Address("?from=2026-10-01&sort=closing")));
        Assert.Equal(2, _changes);
    }

    private static ReportAddress Address(string query) => ReportAddress.Read("escrow/monthly-balance", "http://localhost/catalog/escrow/monthly-balance" + query);

    private static Problem Long() => new(ProblemKind.Invalid, "Takes long.", null, ReportRunner.TakesLong);

    private async Task GiveAsync(Task reading, Outcome<FiguresRead> answer)
    {
        _readings[^1].Answer.SetResult(answer);
        await reading;
    }

    // Told apart by being themselves: what is in them is not looked at.
    private static FiguresRead Read(IReadOnlyList<ChartData>? charts = null) => new(
        new ReportPreview
        {
            Prepared = null!,
            Parameters = [],
            SnapshotAt = default,
            Section = null!,
            Rows = [],
            AllRows = 0,
            Totals = [],
            Charts = charts ?? [],
        },
        null);
}
