namespace ReportingAdmin.Core.Reports.Presets;

/// <summary>Saved parameters of a report under a name. Table <c>app.parameter_preset</c>.</summary>
public sealed class ParameterPreset
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>The report.</summary>
    public required string ReportKey { get; set; }

    /// <summary>As shown; unique per report and person.</summary>
    public required string Name { get; set; }

    /// <summary>Whose it is; null = of the product.</summary>
    public long? PersonId { get; set; }

    /// <summary>Shared with holders of this role; null = not shared.</summary>
    public long? RoleId { get; set; }

    /// <summary>Values as in the URL, JSON.</summary>
    public string Parameters { get; set; } = "{}";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
