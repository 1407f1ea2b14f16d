namespace ReportingAdmin.Core.Syncs;

/// <summary>How often a source schema was changed; part of a run's identity. Table <c>app.data_version</c>.</summary>
public sealed class DataVersion
{
    /// <summary><c>escrow</c>, <c>lending</c> or <c>analytics</c>.</summary>
    public required string SchemaName { get; set; }

    /// <summary>Raised in each load's transaction.</summary>
    public long Version { get; set; }

    /// <summary>When it was last raised.</summary>
    public DateTimeOffset RaisedAt { get; set; }
}
