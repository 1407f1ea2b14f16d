namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>The fonts that PDF files embed, found once per process: a regular and a bold face, and others for letters that these lack.</summary>
public sealed class PdfFonts
{
    private static readonly (string Regular, string Bold)[] s_faces =
    [
        ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
        ("arial.ttf", "arialbd.ttf"),
        ("Arial.ttf", "Arial Bold.ttf"),
        ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
        ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
        ("OpenSans-Regular.ttf", "OpenSans-Bold.ttf"),
        ("Roboto-Regular.ttf", "Roboto-Bold.ttf"),
        ("segoeui.ttf", "segoeuib.ttf"),
        ("FreeSans.ttf", "FreeSansBold.ttf"),
        ("Verdana.ttf", "Verdana Bold.ttf"),
    ];

    private static readonly string[] s_further =
    [
        "DejaVuSans.ttf", "NotoSans-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSansThai-Regular.ttf",
        "NotoSansDevanagari-Regular.ttf", "Arial Unicode.ttf", "ARIALUNI.TTF", "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "wqy-microhei.ttc",
        "msgothic.ttc", "simsun.ttc", "malgun.ttf", "seguisym.ttf", "Symbola.ttf",
    ];

    private PdfFonts(TrueTypeFont? regular, TrueTypeFont? bold, IReadOnlyList<Lazy<TrueTypeFont?>> further, IReadOnlyList<string> notes)
    {
        Regular = regular;
        Bold = bold;
        Further = further;
        Notes = notes;
    }

    /// <summary>No font at all: the viewer's Helvetica, Latin letters only.</summary>
    public static PdfFonts None { get; } = new(null, null, [], []);

    /// <summary>What to say about the choice in every file; empty when there is nothing to say.</summary>
    public IReadOnlyList<string> Notes { get; }

    internal TrueTypeFont? Regular { get; }

    internal TrueTypeFont? Bold { get; }

    internal IReadOnlyList<Lazy<TrueTypeFont?>> Further { get; }

    /// <summary>Looks in the configured path, then in the usual folders of this system.</summary>
    /// <param name="options">The configuration; null = none.</param>
    public static PdfFonts Find(PdfFontOptions? options = null) => Find(options, Folders());

    internal static PdfFonts Find(PdfFontOptions? options, IEnumerable<string> folders)
    {
        var notes = new List<string>();
        var files = FilesOf(folders);
        var further = s_further
            .Where(files.ContainsKey)
            .Select(name => new Lazy<TrueTypeFont?>(() => Read(files[name], null)))
            .ToList();
        if (options?.Font is { Length: > 0 } path && Read(path, notes) is { } chosen)
        {
            return new PdfFonts(chosen, options.BoldFont is { Length: > 0 } bold ? Read(bold, notes) : null, further, notes);
        }

        foreach (var (regular, bold) in s_faces)
        {
            if (files.TryGetValue(regular, out var found) && Read(found, null) is { } font)
            {
                return new PdfFonts(font, files.TryGetValue(bold, out var heavy) ? Read(heavy, null) : null, further, notes);
            }
        }

        return new PdfFonts(null, null, [], notes);
    }

    private static TrueTypeFont? Read(string path, List<string>? notes)
    {
        try
        {
            return TrueTypeFont.Read(path);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            notes?.Add($"The configured font {Path.GetFileName(path)} could not be used: {failure.Message}");
            return null;
        }
    }

    private static Dictionary<string, string> FilesOf(IEnumerable<string> folders)
    {
        var wanted = s_faces.SelectMany(face => new[] { face.Regular, face.Bold }).Concat(s_further).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 6 };
        foreach (var folder in folders.Where(Directory.Exists))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*.tt?", everywhere).Order(StringComparer.Ordinal))
            {
                var name = Path.GetFileName(path);
                if (wanted.Contains(name))
                {
                    found.TryAdd(name, path);
                }
            }
        }

        return found;
    }

    private static IEnumerable<string> Folders()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return OperatingSystem.IsWindows()
            ? [Environment.GetFolderPath(Environment.SpecialFolder.Fonts), Path.Combine(local, "Microsoft", "Windows", "Fonts")]
            : OperatingSystem.IsMacOS()
                ? ["/System/Library/Fonts", "/Library/Fonts", Path.Combine(home, "Library", "Fonts")]
                : ["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".fonts"), Path.Combine(local, "fonts")];
    }
}
