using System.Globalization;

namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>This process's name among nodes. Unique, restarts included: a lease of the last life is not ours.</summary>
public sealed class NodeName
{
    /// <summary>Machine, process, and a part that no other start has.</summary>
    public string Text { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..6]}");
}
