using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Reads PDF files back: with poppler's pdftotext, which is not ours, and by their own cross-reference table.</summary>
internal static class PdfText
{
    /// <summary>Whether pdftotext is installed; the test command installs it.</summary>
    public static bool Available { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, "pdftotext")));

    /// <summary>The text of each page.</summary>
    /// <param name="pdf">The file.</param>
    public static async Task<string[]> PagesAsync(byte[] pdf) => (await ReadAsync(pdf, "-layout")).TrimEnd('\f').Split('\f');

    /// <summary>All text in the order in which it was drawn: cell by cell, each with all its lines.</summary>
    /// <param name="pdf">The file.</param>
    public static Task<string> AsDrawnAsync(byte[] pdf) => ReadAsync(pdf, "-raw");

    /// <summary>Checks that every entry of the cross-reference table points at its object, and returns how many there are.</summary>
    /// <param name="pdf">The file.</param>
    public static int CheckObjects(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-1.7\n", text, StringComparison.Ordinal);
        var tail = text[(text.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10)..].Split('\n');
        Assert.Equal("%%EOF", tail[1]);
        var table = text[int.Parse(tail[0], CultureInfo.InvariantCulture)..].Split('\n');
        Assert.Equal("xref", table[0]);
        var count = int.Parse(table[1].Split(' ')[1], CultureInfo.InvariantCulture);
        for (var i = 1; i < count; i++)
        {
            Assert.Equal(20, table[2 + i].Length + 1);
            var offset = int.Parse(table[2 + i].AsSpan(0, 10), CultureInfo.InvariantCulture);
            var expected = string.Create(CultureInfo.InvariantCulture, $"{i} 0 obj\n");
            Assert.Equal(expected, text.Substring(offset, expected.Length));
        }

        return count - 1;
    }

    private static async Task<string> ReadAsync(byte[] pdf, string order)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pdf");
        await File.WriteAllBytesAsync(path, pdf);
        try
        {
            var start = new ProcessStartInfo("pdftotext", [order, "-enc", "UTF-8", path, "-"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal("", await errors);
            return text;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
