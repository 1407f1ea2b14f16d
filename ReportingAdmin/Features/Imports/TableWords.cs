using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Features.Imports;

/// <summary>Tables in words for people: <c>escrow.ledger_entry</c> is "Ledger entry".</summary>
internal static class TableWords
{
    public static string Of(ImportTable table) => Of(table.Name);

    public static string Of(string table)
    {
        var words = table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ');
        return words.StartsWith("gl ", StringComparison.Ordinal) ? "GL " + words[3..] : char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string Column(string column) => column == "upb" ? "UPB" : column.Replace('_', ' ');

    public static string Area(string schema) => schema switch
    {
        "escrow" => "Escrow",
        "lending" => "Lending",
        _ => "Metrics",
    };
}
