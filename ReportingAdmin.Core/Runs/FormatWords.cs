using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Runs;

/// <summary>The words for file forms, in the URL, on the command line and in the database.</summary>
public static class FormatWords
{
    /// <summary>All words.</summary>
    public static IReadOnlyList<string> All { get; } = ["xlsx", "csv", "pdf", "json"];

    /// <summary>The word of a form.</summary>
    /// <param name="format">The form.</param>
    public static string Of(FileFormat format) => format switch
    {
        FileFormat.Xlsx => "xlsx",
        FileFormat.Csv => "csv",
        FileFormat.Pdf => "pdf",
        _ => "json",
    };

    /// <summary>The form of a word; null for an unknown one. The old service's <c>excel</c> is a workbook too.</summary>
    /// <param name="word">As given.</param>
    public static FileFormat? Find(string word) => word switch
    {
        "xlsx" or "excel" => FileFormat.Xlsx,
        "csv" => FileFormat.Csv,
        "pdf" => FileFormat.Pdf,
        "json" => FileFormat.Json,
        _ => null,
    };

    internal static FileFormat Parse(string word) => Find(word) ?? throw new InvalidOperationException($"'{word}' is no file form.");
}
