using System.Globalization;
using ReportingAdmin.Tests.Testing;
using Xunit.Abstractions;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>
/// The queue's benchmark, small, so that it still runs when it is wanted; nothing is timed here. <c>QUEUE_RUNS=2000</c> makes it
/// large, and the lines it prints are those of <c>docs/benchmarks.md</c>.
/// </summary>
public sealed class QueueBenchmarkTests(ITestOutputHelper output) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmark");
    private readonly int _runs = int.Parse(Environment.GetEnvironmentVariable("QUEUE_RUNS") ?? "40", CultureInfo.InvariantCulture);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_figure_of_the_queue_can_be_measured_and_no_run_is_lost_or_done_twice()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var benchmark = new QueueBenchmark(db, _folder.FullName);

        var notice = await benchmark.NoticeAsync(Math.Min(_runs, 500));
        var same = await benchmark.StartAsync(Math.Min(_runs, 500), sameNode: true);
        var busy = await benchmark.StartAsync(Math.Min(_runs, 500), sameNode: true, inWork: 8);
        var other = await benchmark.StartAsync(Math.Min(_runs, 500), sameNode: false);
        var (engine, bare, lost) = await benchmark.ThroughputAsync(_runs);
        var waited = await benchmark.FairnessAsync(_runs / 2, TimeSpan.FromMilliseconds(200));

        Say($"one NOTIFY round trip: {notice}");
        Say($"request to start, same node: {same}");
        Say($"request to start, same node with 8 runs in work: {busy}");
        Say($"request to start, another node: {other}");
        Say($"trivial runs per second: {engine:0} of {bare:0} by the bare statements ({engine / bare:P0})");
        Say($"another person's run behind {_runs / 2} of one person, each 200 ms: began after {waited.TotalMilliseconds:0} ms");
        Assert.Equal(0, lost);
    }

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
