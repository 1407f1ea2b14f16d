using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>What runs of one kind do. A new kind is a class and its registration.</summary>
public interface IRunWork
{
    /// <summary>The kind.</summary>
    RunKind Kind { get; }

    /// <summary>
    /// Does a run and publishes its result in one transaction with <see cref="RunStates.CompleteAsync"/>, so that result and state
    /// stand together or not at all.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="ct">Stops it; queries in the database too.</param>
    /// <returns>Null when published; otherwise what stands against it for good.</returns>
    /// <exception cref="LeaseLostException">Nothing was published: another has it.</exception>
    Task<Problem?> DoAsync(ClaimedRun run, RunProgress progress, CancellationToken ct);
}
