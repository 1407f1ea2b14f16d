using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing.Reading;

namespace ReportingAdmin.Core.Syncs.Importing.Drafts;

/// <summary>What can be told of a file before it is sent: its name and its size.</summary>
public static class UploadRules
{
    private static readonly string[] s_endings = [".csv", ".tsv", ".csv.gz", ".tsv.gz", ".xlsx"];

    /// <summary>The endings that are read, for the browser's file dialog.</summary>
    public static string Accept => string.Join(',', s_endings.Append(".gz"));

    /// <summary>The name to keep, or why the file is refused.</summary>
    /// <param name="name">As its sender named it.</param>
    /// <param name="size">In bytes; null = not known yet.</param>
    /// <param name="limits">How large it may be.</param>
    public static Outcome<string> Check(string? name, long? size, ImportLimits limits)
    {
        // A browser gives a bare name; whoever sends a path gives the last part of it.
        var bare = (name ?? "")[((name ?? "").LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = DisplayName.Read(bare, "file");
        if (!kept.Ok)
        {
            return new Problem(ProblemKind.Invalid, "The file has no name that can be used. Give it a short name that ends in .csv or .xlsx.", "file", "file_name");
        }

        if (!s_endings.Any(ending => kept.Value.Length > ending.Length && kept.Value.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            return new Problem(ProblemKind.Invalid, $"{kept.Value} is no file that is read here. Save it as .xlsx or .csv; a .csv may be gzipped (.csv.gz).", "file", "file_type");
        }

        return size switch
        {
            0 => new Problem(ProblemKind.Invalid, "The file is empty: no data rows.", "file", "no_rows"),
            _ when size > limits.FileBytes => new Problem(
                ProblemKind.Invalid,
                string.Create(CultureInfo.InvariantCulture, $"The file has {size / 1_000_000m:N0} MB; at most {limits.FileBytes / 1_000_000m:N0} MB are read. Split it, or gzip the .csv."),
                "file",
                "file_too_large"),
            _ => kept.Value,
        };
    }
}
