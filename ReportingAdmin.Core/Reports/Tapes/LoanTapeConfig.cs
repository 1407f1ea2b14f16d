namespace ReportingAdmin.Core.Reports.Tapes;

/// <summary>A saved choice of loan tape columns; read through <see cref="TapeConfigurations"/>. Table <c>app.loan_tape_config</c>.</summary>
public sealed class LoanTapeConfig
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>Unique.</summary>
    public required string Name { get; set; }

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary>Raised by each change.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Fields and headings in order, JSON.</summary>
    public required string Fields { get; set; }

    /// <summary>Parameter values it sets, JSON.</summary>
    public string Filters { get; set; } = "{}";

    /// <summary>Personal fields are masked whatever the caller's right.</summary>
    public bool Masked { get; set; } = true;

    /// <summary>Who saved it; null = the product.</summary>
    public long? CreatedBy { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
