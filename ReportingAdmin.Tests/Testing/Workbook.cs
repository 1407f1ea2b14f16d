using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using ExcelDataReader;

namespace ReportingAdmin.Tests.Testing;

/// <summary>A sheet as a reader that is not ours sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Cells by row; null = empty.</param>
/// <param name="Formats">Number formats by row.</param>
internal sealed record ReadSheet(string Name, IReadOnlyList<object?[]> Rows, IReadOnlyList<string?[]> Formats);

/// <summary>Reads workbooks back with ExcelDataReader, and their parts by unzipping.</summary>
internal static class Workbook
{
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>All sheets in order.</summary>
    /// <param name="bytes">The file.</param>
    public static IReadOnlyList<ReadSheet> Read(byte[] bytes)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes));
        var sheets = new List<ReadSheet>();
        do
        {
            var rows = new List<object?[]>();
            var formats = new List<string?[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))]);
                formats.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetNumberFormatString)]);
            }

            sheets.Add(new ReadSheet(reader.Name, rows, formats));
        }
        while (reader.NextResult());
        return sheets;
    }

    /// <summary>The parts by path.</summary>
    /// <param name="bytes">The file.</param>
    public static IReadOnlyDictionary<string, string> Parts(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        });
    }

    /// <summary>One part, parsed: it must be well-formed.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="path">The part's path.</param>
    public static XDocument Part(byte[] bytes, string path) => XDocument.Parse(Parts(bytes)[path], LoadOptions.PreserveWhitespace);
}
