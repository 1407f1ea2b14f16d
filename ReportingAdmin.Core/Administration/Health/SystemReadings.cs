using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs.Workers;

namespace ReportingAdmin.Core.Administration.Health;

/// <summary>A lane of the queue.</summary>
/// <param name="Lane"><c>interactive</c> or <c>heavy</c>.</param>
/// <param name="Waiting">Runs that could begin now.</param>
/// <param name="Later">Runs that wait for their next try.</param>
/// <param name="Running">Runs in work.</param>
/// <param name="Oldest">How long the oldest of those that could begin has waited; null = none waits.</param>
public sealed record LaneReading(string Lane, long Waiting, long Later, long Running, TimeSpan? Oldest);

/// <summary>A process that works on runs.</summary>
/// <param name="Name">Machine, process and start.</param>
/// <param name="Running">Runs that it holds.</param>
/// <param name="HeardOf">How long ago it was heard of; null = only by its runs.</param>
/// <param name="Alive">Whether it was heard of in time.</param>
/// <param name="Here">Whether it is this process.</param>
public sealed record NodeReading(string Name, long Running, TimeSpan? HeardOf, bool Alive, bool Here);

/// <summary>The queue of runs.</summary>
/// <param name="Lanes">Its lanes.</param>
/// <param name="Nodes">Who works on it.</param>
/// <param name="Workers">Runs that this process works on at once.</param>
/// <param name="Failed">Runs of the last day that failed or were set aside.</param>
/// <param name="Done">Runs of the last day that were done.</param>
/// <param name="PastLease">How long the run is past its lease that should have been taken over first; null = none is.</param>
/// <param name="Memory">How full this process's memory is.</param>
/// <param name="ForMemory">Runs that wait because memory is short, here or on another node.</param>
public sealed record QueueReading(
    IReadOnlyList<LaneReading> Lanes, IReadOnlyList<NodeReading> Nodes, int Workers, long Failed, long Done, TimeSpan? PastLease, MemoryReading Memory, long ForMemory);

/// <summary>How an identity stood in the latest file of its report.</summary>
/// <param name="Key">The identity.</param>
/// <param name="Statement">What is equal to what.</param>
/// <param name="State">How it stands.</param>
/// <param name="Report">The report.</param>
/// <param name="Detail">By how much and where, for who may read the report; else why it was not checked; null = nothing to say.</param>
/// <param name="RunId">The run.</param>
/// <param name="RunNumber">Its number.</param>
/// <param name="At">When it ended.</param>
public sealed record TieOutReading(string Key, string Statement, TieOutState State, Report Report, string? Detail, Guid RunId, long RunNumber, DateTimeOffset At);

/// <summary>An area of data, or a table in it.</summary>
/// <param name="Name">The area or the table.</param>
/// <param name="ChangedAt">The last change of an area, or the last good load of a table; null = none.</param>
/// <param name="Days">After how many days it is stale; 0 = never.</param>
/// <param name="Stale">Whether it is.</param>
public sealed record FreshnessReading(string Name, DateTimeOffset? ChangedAt, int Days, bool Stale);

/// <summary>A load.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="Number">The number of the run.</param>
/// <param name="Tables">What it loaded.</param>
/// <param name="FileName">From what.</param>
/// <param name="Status">How the run stands, as kept.</param>
/// <param name="At">When it ended, or was asked for.</param>
/// <param name="Read">Rows read.</param>
/// <param name="Changed">Rows inserted, updated or deleted.</param>
/// <param name="Rejected">Rows refused.</param>
/// <param name="DryRun">Whether nothing was kept on purpose.</param>
public sealed record LoadReading(
    Guid RunId, long Number, string Tables, string? FileName, string Status, DateTimeOffset At, long Read, long Changed, long Rejected, bool DryRun);

/// <summary>How fresh the data are and what was loaded last.</summary>
/// <param name="Areas">By area.</param>
/// <param name="Loads">The latest first.</param>
public sealed record SyncReading(IReadOnlyList<FreshnessReading> Areas, IReadOnlyList<LoadReading> Loads);

/// <summary>A table with its size.</summary>
/// <param name="Name">Schema and table, partitions counted with their parent.</param>
/// <param name="Bytes">With its indexes.</param>
public sealed record TableSize(string Name, long Bytes);

/// <summary>What takes room.</summary>
/// <param name="Files">Files of runs.</param>
/// <param name="FileBytes">Their size.</param>
/// <param name="FreeBytes">What is left on their disk; null = not known.</param>
/// <param name="DatabaseBytes">The database.</param>
/// <param name="Tables">The largest tables.</param>
/// <param name="OldestFile">When the oldest file was made that is still there.</param>
/// <param name="OldestRun">When the oldest run was asked for whose record is still there.</param>
/// <param name="OldestAudit">The oldest line of the audit trail.</param>
/// <param name="Due">Files whose time is over and that housekeeping will remove.</param>
public sealed record StorageReading(
    long Files, long FileBytes, long? FreeBytes, long DatabaseBytes, IReadOnlyList<TableSize> Tables,
    DateTimeOffset? OldestFile, DateTimeOffset? OldestRun, DateTimeOffset? OldestAudit, long Due);

/// <summary>What runs, in which versions.</summary>
/// <param name="Application">This program.</param>
/// <param name="Runtime">.NET.</param>
/// <param name="Database">PostgreSQL.</param>
/// <param name="StartedAt">When this process started.</param>
/// <param name="DatabaseStartedAt">When the server started.</param>
/// <param name="Migrations">How many were applied.</param>
/// <param name="LastMigration">The last one.</param>
/// <param name="MigrationProblem">What is wrong with them and what to do; null = nothing.</param>
public sealed record VersionReading(
    string Application, string Runtime, string Database, DateTimeOffset StartedAt, DateTimeOffset DatabaseStartedAt, int Migrations, string LastMigration, string? MigrationProblem);

/// <summary>Which reports no longer fit the database.</summary>
/// <param name="Pending">True while they are being compared.</param>
/// <param name="Reports">How many are compared.</param>
/// <param name="Drifted">Those that do not fit, each with its differences.</param>
public sealed record DriftReading(bool Pending, int Reports, IReadOnlyList<DriftLine> Drifted);

/// <summary>A report that no longer fits.</summary>
/// <param name="Report">The report.</param>
/// <param name="Differences">Each names a file and a column.</param>
public sealed record DriftLine(Report Report, IReadOnlyList<string> Differences);
