using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ReportingAdmin.Core.Data.Embedded;

/// <summary>The server settings of the embedded cluster, written anew before each start.</summary>
internal static class ClusterSettings
{
    /// <summary>Name of the file in the data directory; <c>postgresql.conf</c> includes it.</summary>
    public const string FileName = "reportingadmin.conf";

    private const long Mebibyte = 1024 * 1024;

    /// <summary>The text of the settings file.</summary>
    /// <param name="socketFolder">Where the Unix socket lies; null = loopback TCP (Windows).</param>
    /// <param name="durable">False only for throw-away test clusters: nothing is flushed to disk.</param>
    public static string Text(string? socketFolder, bool durable)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var buffers = Math.Clamp(memory / 16 / Mebibyte, 64, 512);

        // A report sorts and groups millions of rows; few run at once, each with several such steps.
        var work = Math.Clamp(memory / 256 / Mebibyte, 16, 64);
        var lines = new List<string>
        {
            "# Written by the application before each start; changes are lost.",
            socketFolder is null ? "listen_addresses = '127.0.0.1'" : "listen_addresses = ''",
            Invariant($"port = {(socketFolder is null ? FreePort() : 5432)}"),
            "max_connections = 200",
            Invariant($"shared_buffers = '{buffers}MB'"),
            Invariant($"effective_cache_size = '{buffers * 4}MB'"),
            Invariant($"work_mem = '{work}MB'"),
            "maintenance_work_mem = '128MB'",
            "random_page_cost = 1.1", // the files are in memory or on a solid-state disk
            "jit = off", // report queries are short against the time a compilation takes
            "max_wal_size = '2GB'",
            "checkpoint_timeout = '15min'",
            "wal_level = minimal", // no replica hangs on it: COPY into a new table skips the log
            "max_wal_senders = 0",
            "max_locks_per_transaction = 256", // a dump or a migration touches every partition
            "client_connection_check_interval = '2s'", // ends the query of a client that is gone
            "timezone = 'UTC'",
            "log_timezone = 'UTC'",
            "lc_messages = 'C'",
            "log_line_prefix = '%m [%p] %u %a '",
            "password_encryption = 'scram-sha-256'",
        };
        if (socketFolder is not null)
        {
            lines.Add($"unix_socket_directories = '{socketFolder}'");
            lines.Add("unix_socket_permissions = 0700");
        }

        if (SharedMemoryIsScarce())
        {
            lines.Add("dynamic_shared_memory_type = mmap"); // containers often give 64 MB, too little for parallel queries
        }

        if (!durable)
        {
            lines.AddRange(["fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum_naptime = '1min'"]);
        }

        return string.Join('\n', lines) + "\n";
    }

    private static bool SharedMemoryIsScarce() =>
        OperatingSystem.IsLinux() && (!Directory.Exists("/dev/shm") || new DriveInfo("/dev/shm").TotalSize < 512 * Mebibyte);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
