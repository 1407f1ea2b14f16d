using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Runs;

/// <summary>Configuration section <c>Files</c>: where the files of runs lie and how long they stay.</summary>
public sealed class FilesOptions : ISettings
{
    /// <inheritdoc />
    public static string Section => "Files";

    /// <summary>
    /// The folder; relative paths start at the repository's root, or the program's folder when published. Shared by mount where
    /// several nodes work together.
    /// </summary>
    public string Directory { get; set; } = ".data/files";

    /// <summary>How long a file can be downloaded; the run's record, totals and hash stay.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The same for files of confidential reports: a row per case, loan or entry.</summary>
    public TimeSpan SensitiveRetention { get; set; } = TimeSpan.FromDays(7);

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Directory))
        {
            yield return "Files:Directory is empty; write a folder such as .data/files.";
        }

        if (Retention <= TimeSpan.Zero)
        {
            yield return $"Files:Retention = {Retention} keeps no file; write a duration such as 30.00:00:00.";
        }

        if (SensitiveRetention <= TimeSpan.Zero)
        {
            yield return $"Files:SensitiveRetention = {SensitiveRetention} keeps no file; write a duration such as 7.00:00:00.";
        }
    }

    /// <summary>How long a report's file stays.</summary>
    /// <param name="sensitivity">The report's.</param>
    public TimeSpan RetentionOf(Sensitivity sensitivity) => sensitivity == Sensitivity.Confidential ? SensitiveRetention : Retention;
}
