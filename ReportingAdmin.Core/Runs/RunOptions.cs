using System.Globalization;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Runs;

/// <summary>Configuration section <c>Runs</c>: who works, how long, and how often something is tried.</summary>
public sealed class RunOptions : ISettings
{
    /// <inheritdoc />
    public static string Section => "Runs";

    /// <summary>Runs that this node works on at once; 0 = it queues and shows, others work.</summary>
    public int Workers { get; set; } = 2;

    /// <summary>Rows, as the planner expects them, up to which the request itself waits for its file; more are queued.</summary>
    public long InlineMaxRows { get; set; } = 50_000;

    /// <summary>Time that a file is expected to take up to which the request itself waits for it; longer ones are queued.</summary>
    public TimeSpan InlineMaxTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Time that a section is expected to take up to which a page reads it as it opens; longer ones it offers to have made in the
    /// background. What the planner finds small is read in any case.
    /// </summary>
    public TimeSpan PreviewMaxTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// From how many per cent of the machine's, the container's or the heap's memory on it is short: no large run begins on this node
    /// until there is more. The runtime's own mark is 90; 100 = never.
    /// </summary>
    public int MemoryMark { get; set; } = 90;

    /// <summary>Rows of a run that are kept beside its file, for further formats and for comparison; runs of more keep none. 0 = never.</summary>
    public long KeepRows { get; set; } = 200_000;

    /// <summary>How long a request waits for its file; then the run goes on without it.</summary>
    public TimeSpan InlineTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries of a run that fails by a cause that may pass.</summary>
    public int Attempts { get; set; } = 5;

    /// <summary>The wait before the second try; it grows evenly up to <see cref="RetryAtMost"/> before the last one.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The wait before the last try.</summary>
    public TimeSpan RetryAtMost { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Runs of one person that may wait or run at once.</summary>
    public int PerUserOpen { get; set; } = 20;

    /// <summary>How long a run stays with a worker that is not heard of, by the database's clock.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a worker is heard of.</summary>
    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a node looks for work that nobody told it of.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long runs may go on when the node is asked to stop; then they are handed back.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>The longest a single statement of a report may take in the database.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest one try of a run may take.</summary>
    public TimeSpan TimeBudget { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How long the record of a finished report run stays; files go earlier (<c>Files:Retention</c>).</summary>
    public TimeSpan KeepRecords { get; set; } = TimeSpan.FromDays(1095);

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        foreach (var (name, value, least) in new[] { (nameof(Workers), (long)Workers, 0L), (nameof(InlineMaxRows), InlineMaxRows, 0), (nameof(KeepRows), KeepRows, 0), (nameof(Attempts), Attempts, 1), (nameof(PerUserOpen), PerUserOpen, 1) })
        {
            if (value < least)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"Runs:{name} = {value} is too small; write {least} or more.");
            }
        }

        if (MemoryMark is < 20 or > 100)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Runs:MemoryMark = {MemoryMark} is no mark; write 20 to 99 per cent, or 100 to begin large runs however full memory is.");
        }

        if (StatementTimeout <= TimeSpan.Zero)
        {
            yield return $"Runs:StatementTimeout = {StatementTimeout} leaves no time; write a duration such as 00:05:00.";
        }

        if (TimeBudget < StatementTimeout)
        {
            yield return $"Runs:TimeBudget = {TimeBudget} is shorter than Runs:StatementTimeout = {StatementTimeout}; write a longer one, such as 01:00:00.";
        }

        foreach (var (name, value, example) in new[] { (nameof(PollEvery), PollEvery, "00:00:05"), (nameof(RenewEvery), RenewEvery, "00:00:10"), (nameof(RetryAfter), RetryAfter, "00:00:10"), (nameof(KeepRecords), KeepRecords, "1095.00:00:00"), (nameof(InlineMaxTime), InlineMaxTime, "00:00:30"), (nameof(PreviewMaxTime), PreviewMaxTime, "00:00:02") })
        {
            if (value <= TimeSpan.Zero)
            {
                yield return $"Runs:{name} = {value} is no duration; write one such as {example}.";
            }
        }

        if (Lease < RenewEvery * 2)
        {
            yield return $"Runs:Lease = {Lease} is shorter than two renewals (Runs:RenewEvery = {RenewEvery}), so a live worker could lose its runs; write at least {RenewEvery * 2}.";
        }

        if (RetryAtMost < RetryAfter)
        {
            yield return $"Runs:RetryAtMost = {RetryAtMost} is shorter than Runs:RetryAfter = {RetryAfter}; write a longer one, such as 00:30:00.";
        }

        if (InlineTimeout < TimeSpan.Zero || StopGrace < TimeSpan.Zero)
        {
            yield return $"Runs:InlineTimeout = {InlineTimeout} and Runs:StopGrace = {StopGrace} must not be negative; write durations such as 00:00:30.";
        }
    }

    /// <summary>Rows from which on a request does not wait for its file while memory is short: a tenth of the usual.</summary>
    internal long ShortMemoryMaxRows => InlineMaxRows / 10;

    /// <summary>Long runs leave one worker of a node to the short ones.</summary>
    internal int MostHeavy => Math.Max(1, Workers - 1);

    /// <summary>The wait before the next try, without its jitter.</summary>
    /// <param name="attempt">The try that failed, from 1.</param>
    public TimeSpan WaitAfter(int attempt)
    {
        var steps = Math.Max(1, Attempts - 2);
        var grown = RetryAfter.TotalSeconds * Math.Pow(RetryAtMost / RetryAfter, Math.Min(1, (attempt - 1) / (double)steps));
        return TimeSpan.FromSeconds(grown);
    }
}
