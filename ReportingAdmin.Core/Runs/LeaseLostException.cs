namespace ReportingAdmin.Core.Runs;

/// <summary>A result was not published: the lease is not ours any more, or the run was asked to stop.</summary>
/// <param name="run">The run.</param>
public sealed class LeaseLostException(LeasedRun run) : Exception($"Run {run.Id:N} is not of epoch {run.Epoch} any more, or was stopped.");
