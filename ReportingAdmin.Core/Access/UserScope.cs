namespace ReportingAdmin.Core.Access;

/// <summary>One statement of what rows a person sees: all, one agency, or one portfolio. Table <c>app.user_scope</c>.</summary>
public sealed class UserScope
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>Whose scope.</summary>
    public long PersonId { get; set; }

    /// <summary>Every row.</summary>
    public bool Unrestricted { get; set; }

    /// <summary>Escrow rows of this agency.</summary>
    public string? AgencyCode { get; set; }

    /// <summary>Lending rows of this portfolio.</summary>
    public string? PortfolioCode { get; set; }

    /// <summary>Who gave it; null = the operator.</summary>
    public long? GrantedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset GrantedAt { get; set; }
}
