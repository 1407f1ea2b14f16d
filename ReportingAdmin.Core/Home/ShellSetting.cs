namespace ReportingAdmin.Core.Home;

/// <summary>How the site's frame behaves for a person. Table <c>app.shell_setting</c>; no row = the defaults.</summary>
public sealed class ShellSetting
{
    /// <summary>Whose.</summary>
    public long PersonId { get; set; }

    /// <summary>When the tour was finished or skipped; null = it is still offered.</summary>
    public DateTimeOffset? TourEndedAt { get; set; }

    /// <summary>Whether single letters are keys.</summary>
    public bool SingleKeys { get; set; } = true;

    /// <summary>Whether the catalogue shows cards instead of a list.</summary>
    public bool CatalogCards { get; set; }
}
