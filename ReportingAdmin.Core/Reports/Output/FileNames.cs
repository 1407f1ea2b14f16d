using System.Globalization;
using System.Text;

namespace ReportingAdmin.Core.Reports.Output;

/// <summary>What a file's name is made of; parts that do not apply are null.</summary>
/// <param name="Report">The report's key, <c>area/name</c>.</param>
/// <param name="Section">The one section asked for; null = all.</param>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="AsOf">The as-of date of the figures; null = the moment of the snapshot stands for it.</param>
/// <param name="SnapshotAt">The moment of the database snapshot.</param>
/// <param name="RunNumber">The run's number.</param>
/// <param name="Extension">Without the dot.</param>
public sealed record FileNameParts(
    string Report, string? Section, DateOnly? From, DateOnly? To, DateOnly? AsOf, DateTimeOffset SnapshotAt, long RunNumber, string Extension);

/// <summary>Names of files that leave the server: made here, never taken from a person unchecked.</summary>
public static class FileNames
{
    private const int MaxBytes = 200;
    private const int MaxExtension = 12;

    private static readonly HashSet<string> s_reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>The name: <c>escrow-sales_2026-10-01_2026-10-31_asof-2026-11-14T0600Z_run-1042.xlsx</c>. ASCII only, no spaces.</summary>
    /// <param name="parts">What it is made of.</param>
    public static string Make(FileNameParts parts)
    {
        var name = new StringBuilder(Slug(parts.Report));
        if (parts.Section is { } section)
        {
            name.Append('.').Append(Slug(section));
        }

        foreach (var day in new[] { parts.From, parts.To })
        {
            if (day is { } date)
            {
                name.Append('_').Append(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }
        }

        name.Append("_asof-").Append(parts.AsOf is { } asOf
            ? asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : parts.SnapshotAt.UtcDateTime.ToString("yyyy-MM-dd'T'HHmm'Z'", CultureInfo.InvariantCulture));
        return name.Append(CultureInfo.InvariantCulture, $"_run-{parts.RunNumber}.{parts.Extension}").ToString();
    }

    /// <summary>The extension without its dot; a CSV of several sections is a zip.</summary>
    /// <param name="format">The form.</param>
    /// <param name="sections">How many sections the file has.</param>
    public static string Extension(FileFormat format, int sections) => format switch
    {
        FileFormat.Xlsx => "xlsx",
        FileFormat.Csv => sections > 1 ? "zip" : "csv",
        FileFormat.Pdf => "pdf",
        FileFormat.Json => "json",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
    };

    /// <summary>The media type.</summary>
    /// <param name="format">The form.</param>
    /// <param name="sections">How many sections the file has.</param>
    public static string ContentType(FileFormat format, int sections) => format switch
    {
        FileFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileFormat.Csv => sections > 1 ? "application/zip" : "text/csv; charset=utf-8",
        FileFormat.Pdf => "application/pdf",
        FileFormat.Json => "application/json",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
    };

    /// <summary>Lower-case ASCII letters and digits with single hyphens; <c>report</c> when nothing is left.</summary>
    /// <param name="text">A key or title.</param>
    public static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var letter in Safely(text).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var trimmed = slug.ToString().Trim('-');
        return trimmed.Length == 0 ? "report" : trimmed;
    }

    /// <summary>
    /// A name that a person gave, made fit for Windows, macOS and Linux: no path, no control or direction character, no
    /// reserved device name, no leading or trailing dot or space, at most 200 bytes with its extension kept, cut between
    /// whole letters only. Letters of any script stay.
    /// </summary>
    /// <param name="name">Any text.</param>
    public static string Safe(string name)
    {
        var kept = new StringBuilder(name.Length);
        foreach (var rune in Safely(name).EnumerateRunes())
        {
            if (rune.Value is '<' or '>' or ':' or '"' or '/' or '\\' or '|' or '?' or '*')
            {
                kept.Append('-');
            }
            else if (!Unseen(rune))
            {
                kept.Append(rune.ToString());
            }
        }

        var safe = Cut(kept.ToString().Normalize(NormalizationForm.FormC).Trim('.', ' '));
        var stem = safe.Split('.')[0].TrimEnd(' ');
        return safe.Length == 0 ? "report" : s_reserved.Contains(stem) ? "_" + safe : safe;
    }

    /// <summary>
    /// A <c>Content-Disposition</c> value (RFC 6266): the safe name as a quoted ASCII fallback and, where it has other letters,
    /// in full by RFC 8187. One line whatever comes in.
    /// </summary>
    /// <param name="name">Any text; <see cref="Safe"/> is applied.</param>
    public static string Attachment(string name)
    {
        var safe = Safe(name);
        var ascii = new StringBuilder(safe.Length);
        foreach (var rune in safe.EnumerateRunes())
        {
            // A percent sign in the fallback would be decoded by some browsers.
            ascii.Append(rune.Value is >= 0x20 and < 0x7F and not '%' ? (char)rune.Value : '_');
        }

        var value = $"attachment; filename=\"{ascii}\"";
        return string.Equals(ascii.ToString(), safe, StringComparison.Ordinal)
            ? value
            : $"{value}; filename*=UTF-8''{Uri.EscapeDataString(safe).Replace("'", "%27", StringComparison.Ordinal)}";
    }

    // Direction overrides make "fdp.exe" out of "exe.pdf"; the zero-width joiner stays, emoji are built with it.
    private static bool Unseen(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0xFFFD or 0xFEFF or 0x61C or 0x200B or 0x200E or 0x200F or 0x2028 or 0x2029
        || rune.Value is >= 0x202A and <= 0x202E
        || rune.Value is >= 0x2060 and <= 0x206F
        || rune.Value is >= 0xFFF9 and <= 0xFFFB
        || (rune.Value & 0xFFFE) == 0xFFFE;

    // Normalisation throws on lone surrogates: they are replaced first.
    private static string Safely(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append((rune.Value & 0xFFFE) == 0xFFFE ? "\uFFFD" : rune.ToString());
        }

        return whole.ToString();
    }

    private static string Cut(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
        {
            return name;
        }

        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && name.Length - dot <= MaxExtension ? name[dot..] : "";
        var stem = name[..^extension.Length];
        var left = MaxBytes - Encoding.UTF8.GetByteCount(extension);
        var kept = new StringBuilder();
        var letters = StringInfo.GetTextElementEnumerator(stem);
        while (letters.MoveNext())
        {
            var letter = letters.GetTextElement();
            left -= Encoding.UTF8.GetByteCount(letter);
            if (left < 0)
            {
                break;
            }

            kept.Append(letter);
        }

        return kept.ToString().TrimEnd('.', ' ') + extension;
    }
}
