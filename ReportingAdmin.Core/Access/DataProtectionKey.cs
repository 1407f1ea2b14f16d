namespace ReportingAdmin.Core.Access;

/// <summary>A key that signs cookies and tokens, shared by all nodes. Table <c>app.data_protection_key</c>.</summary>
public sealed class DataProtectionKey
{
    /// <summary>Surrogate key.</summary>
    public int Id { get; set; }

    /// <summary>The framework's name of the key; unique.</summary>
    public string? FriendlyName { get; set; }

    /// <summary>The key as the framework writes it.</summary>
    public required string Xml { get; set; }

    /// <summary>When it was kept.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
