namespace ReportingAdmin.Core.Data.Embedded;

/// <summary>How the embedded cluster is to be started.</summary>
public sealed record EmbeddedStart
{
    /// <summary>False for verbs that only read: they attach to a cluster or start the existing one, and never make one.</summary>
    public bool CreateIfMissing { get; init; } = true;

    /// <summary>See <see cref="EmbeddedOptions.BinDirectory"/>.</summary>
    public string BinDirectory { get; init; } = "";

    /// <summary>False only for test clusters: nothing is flushed to disk, so a power cut loses them.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Told what is being done, a line each.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>The clock of waits and limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
