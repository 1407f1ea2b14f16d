using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Features.Imports;

/// <summary>Tables in words for people: <c>escrow.ledger_entry</c> is "Ledger entry".</summary>
internal static class TableWords
{
    public static string Of(ImportTable table) => Of(table.Name);

    public static string Of(string table)
    {
        var words = table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string Area(string schema) => schema switch
    {
        "escrow" => "Escrow",
        "lending" => "Lending",
        _ => "Metrics",
    };
}
