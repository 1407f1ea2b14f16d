using System.Globalization;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;

namespace ReportingAdmin.Components.Notices;

/// <summary>
/// What an open window has told and has still to tell of its person's runs: each end once, at most three notices in sight, and
/// for screen readers at most one sentence in five seconds. Knows no database and no browser.
/// </summary>
internal sealed class NoticeBook
{
    private const int MostInSight = 3;

    private readonly HashSet<Guid> _told = [];
    private readonly HashSet<Guid> _started = [];
    private readonly List<Notice> _inSight = [];
    private readonly List<Notice> _unspoken = [];
    private DateTimeOffset _spokenAt = DateTimeOffset.MinValue;

    /// <summary>Between two sentences for screen readers.</summary>
    public static TimeSpan Apart { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The notices in sight, the newest last.</summary>
    public IReadOnlyList<Notice> InSight => _inSight;

    /// <summary>True while a run that was begun from this window has not been told.</summary>
    public bool Waits => _started.Count > 0;

    /// <summary>True when the run was begun from this window: its file is to be saved here.</summary>
    public bool IsStarted(Guid run) => _started.Contains(run);

    /// <summary>The window opens: what ended before is in the list, and not told again.</summary>
    public void Open(IEnumerable<RunLine> runs) => _told.UnionWith(runs.Where(run => !run.IsOpen).Select(run => run.Id));

    /// <summary>A run was begun from this window.</summary>
    public void Start(Guid run, string name)
    {
        _started.Add(run);
        _told.Remove(run);
        Put(new Notice(run, NoticeTone.Working, $"Making {name}…", false));
    }

    /// <summary>Takes in the person's latest runs.</summary>
    /// <param name="runs">As read.</param>
    /// <param name="onlyStarted">True = those begun from this window alone; the others are told a little later, when a page that waits for one has had the time to mark it as seen.</param>
    /// <returns>Those that ended and are told now.</returns>
    public IReadOnlyList<RunLine> Take(IEnumerable<RunLine> runs, bool onlyStarted)
    {
        var ended = runs
            .Where(run => !run.IsOpen && !_told.Contains(run.Id) && (_started.Contains(run.Id) || (!onlyStarted && run.Unread)))
            .OrderBy(run => run.FinishedAt)
            .ToList();
        foreach (var run in ended)
        {
            _told.Add(run.Id);
            Put(Of(run));
        }

        return ended;
    }

    /// <summary>The run's end has been dealt with.</summary>
    public void Finish(Guid run) => _started.Remove(run);

    /// <summary>Takes a notice out of sight.</summary>
    public void Close(Guid run) => _inSight.RemoveAll(notice => notice.RunId == run);

    /// <summary>The sentence that a screen reader is to say now; null when there is none, or it is too soon.</summary>
    /// <param name="now">The time.</param>
    public string? Speak(DateTimeOffset now)
    {
        if (_unspoken.Count == 0 || now - _spokenAt < Apart)
        {
            return null;
        }

        var good = _unspoken.Count(notice => notice.Tone == NoticeTone.Good);
        var bad = _unspoken.Count(notice => notice.Tone == NoticeTone.Bad);
        var text = _unspoken.Count == 1 ? _unspoken[0].Text : string.Join(" ", Counted(good, "ready"), Counted(bad, "not made")).Trim();
        _unspoken.Clear();
        _spokenAt = now;
        return text;
    }

    /// <summary>True while something is still to be said.</summary>
    public bool HasMoreToSay => _unspoken.Count > 0;

    private static string Counted(int count, string what) => count switch
    {
        0 => "",
        1 => $"1 run is {what}.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} runs are {what}."),
    };

    private static Notice Of(RunLine run)
    {
        var name = run.Format is null ? run.Name : $"{run.Name} {run.Format.ToUpperInvariant()}";
        return run.Status switch
        {
            RunStatus.Completed => new Notice(run.Id, NoticeTone.Good, $"{name} is ready.", run.CanDownload),
            RunStatus.Cancelled => new Notice(run.Id, NoticeTone.Bad, $"{name} was cancelled.", false),
            _ => new Notice(run.Id, NoticeTone.Bad, $"{name} failed. {run.ErrorMessage}".Trim(), false),
        };
    }

    private void Put(Notice notice)
    {
        Close(notice.RunId);
        _inSight.Add(notice);
        if (_inSight.Count > MostInSight)
        {
            _inSight.RemoveAt(0);
        }

        if (notice.Tone != NoticeTone.Working)
        {
            _unspoken.Add(notice);
        }
    }
}
