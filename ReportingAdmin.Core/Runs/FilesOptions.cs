namespace ReportingAdmin.Core.Runs;

/// <summary>Configuration section <c>Files</c>: where the files of runs lie and how long they stay.</summary>
public sealed class FilesOptions
{
    /// <summary>The folder; empty = <c>files</c> in the data folder. Shared by mount where several nodes work together.</summary>
    public string Directory { get; set; } = "";

    /// <summary>How long a file can be downloaded; the run's record, totals and hash stay.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}
