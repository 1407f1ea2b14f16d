using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>Looks through a workbook before it is parsed: size, parts, document types, external content, the sheet wanted.</summary>
internal static class WorkbookCheck
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The sheet to read and what is odd in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">The name declared; null = none.</param>
    /// <param name="tables">Names that a sheet may have where there are several.</param>
    /// <param name="limits">How large it may be.</param>
    /// <exception cref="SourceException">It is not to be read.</exception>
    public static (string Sheet, SheetScan Scan) Look(string path, string? wanted, IReadOnlyList<string> tables, ImportLimits limits)
    {
        RefuseOtherContent(path);
        try
        {
            using var archive = ZipFile.OpenRead(path);
            if (archive.Entries.Count > limits.ZipEntries)
            {
                throw SourceException.Of("file_expands", string.Create(CultureInfo.InvariantCulture,
                    $"The workbook has {archive.Entries.Count} parts; at most {limits.ZipEntries} are read."));
            }

            RefuseActiveContent(archive);
            var budget = new ExpansionBudget(limits, new FileInfo(path).Length);
            var sheet = Choose(Sheets(archive, budget), wanted, tables);
            var scan = new SheetScan();
            foreach (var entry in archive.Entries)
            {
                Look(entry, budget, entry.FullName == sheet.Part ? scan : null);
            }

            return scan.Columns > limits.Columns
                ? throw SourceException.Of("too_many_columns", string.Create(CultureInfo.InvariantCulture, $"The sheet has {scan.Columns} columns; at most {limits.Columns} are read."))
                : (sheet.Name, scan);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException)
        {
            throw SourceException.Of("workbook_unreadable",
                e is XmlException { Message: var message } && message.Contains("DTD", StringComparison.Ordinal)
                    ? "The workbook has external content (a document type)."
                    : "The workbook cannot be read: it is damaged, or no workbook. Open it and save it again as .xlsx or .csv.",
                e);
        }
    }

    private static void RefuseOtherContent(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> beginning = stackalloc byte[8];
        var read = file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        switch (beginning[..read])
        {
            case [(byte)'P', (byte)'K', ..]:
                return;
            case [0xD0, 0xCF, 0x11, 0xE0, ..]:
                throw SourceException.Of("workbook_unreadable", "The workbook is password-protected or of an old kind (.xls). Save it as .xlsx without a password, or as .csv.");
            default:
                throw SourceException.Of("file_type", "The file's name says XLSX, but it is no workbook. Save it as .xlsx or .csv.");
        }
    }

    private static void RefuseActiveContent(ZipArchive archive)
    {
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
            {
                throw SourceException.Of("file_type", "The workbook has macros. Save it as .xlsx or .csv.");
            }

            if (entry.FullName.StartsWith("xl/externalLinks/", StringComparison.OrdinalIgnoreCase)
                || entry.FullName.Equals("xl/connections.xml", StringComparison.OrdinalIgnoreCase))
            {
                throw SourceException.Of("external_content", "The workbook has external content: it is linked to other files or databases. Paste the values into a new one.");
            }
        }
    }

    /// <summary>The sheets that can be seen.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">How large it may be.</param>
    /// <exception cref="SourceException">It is not to be read.</exception>
    public static IReadOnlyList<string> SheetNames(string path, ImportLimits limits)
    {
        RefuseOtherContent(path);
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return [.. Sheets(archive, new ExpansionBudget(limits, new FileInfo(path).Length)).Select(sheet => sheet.Name)];
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException)
        {
            return []; // opening it says what is wrong
        }
    }

    private static (string Name, string Part) Choose(List<(string Name, string Part)> sheets, string? wanted, IReadOnlyList<string> tables)
    {
        var names = string.Join(", ", sheets.Select(sheet => sheet.Name));
        if (wanted is not null)
        {
            return sheets.Find(sheet => sheet.Name == wanted) is { Name: not null } found
                ? found
                : throw SourceException.Of("no_sheet", $"There is no sheet \"{wanted}\"; the workbook has {names}.");
        }

        if (sheets.Count == 1)
        {
            return sheets[0];
        }

        var named = sheets.Where(sheet => tables.Contains(sheet.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        return named.Count == 1
            ? named[0]
            : throw SourceException.Of("no_sheet", $"The workbook has several sheets ({names}); name one as file.sheet in a mapping, or name a sheet like the table.");
    }

    private static List<(string Name, string Part)> Sheets(ZipArchive archive, ExpansionBudget budget)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        Visit(archive, "xl/_rels/workbook.xml.rels", budget, xml =>
        {
            if (xml.LocalName == "Relationship" && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
            {
                targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        });

        var sheets = new List<(string Name, string Part)>();
        Visit(archive, "xl/workbook.xml", budget, xml =>
        {
            if (xml.LocalName == "sheet" && xml.GetAttribute("name") is { } name && xml.GetAttribute("id", Relations) is { } id
                && targets.TryGetValue(id, out var part) && xml.GetAttribute("state") is not ("hidden" or "veryHidden"))
            {
                sheets.Add((name, part));
            }
        });
        return sheets.Count > 0 ? sheets : throw new InvalidDataException("No sheets.");
    }

    private static void Visit(ZipArchive archive, string part, ExpansionBudget budget, Action<XmlReader> visit)
    {
        var entry = archive.GetEntry(part) ?? throw new InvalidDataException($"No {part}.");
        using var stream = new LimitedStream(entry.Open(), budget);
        using var xml = Xml(stream);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                visit(xml);
            }
        }
    }

    private static void Look(ZipArchiveEntry entry, ExpansionBudget budget, SheetScan? scan)
    {
        using var stream = new LimitedStream(entry.Open(), budget);
        if (!entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
        {
            stream.CopyTo(Stream.Null);
            return;
        }

        using var xml = Xml(stream);
        if (scan is not null)
        {
            scan.Read(xml);
            return;
        }

        while (xml.Read())
        {
            // Reading is the check: a document type is refused, and what it expands to is counted.
        }
    }

    private static XmlReader Xml(Stream stream) =>
        XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
}
