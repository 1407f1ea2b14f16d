using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Data.Embedded;

/// <summary>The folder that belongs to one cluster: its data, its passwords and its two lock files.</summary>
/// <param name="Path">The folder.</param>
internal sealed record ClusterFolder(string Path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Entered, not listed, by the user the server runs as.
    private const UnixFileMode Entered = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>PostgreSQL's own data directory.</summary>
    public string Data => System.IO.Path.Combine(Path, "cluster");

    /// <summary>Where a new cluster is made before it is moved to <see cref="Data"/> in one step.</summary>
    public string Making => System.IO.Path.Combine(Path, "cluster.making");

    public string Passwords => System.IO.Path.Combine(Path, "passwords.json");

    public string StartLock => System.IO.Path.Combine(Path, "start.lock");

    public string UsersLock => System.IO.Path.Combine(Path, "users.lock");

    public string ServerLog => System.IO.Path.Combine(Data, "server.log");

    /// <summary>The major version that made the cluster, or null when there is none yet.</summary>
    public int? Major()
    {
        var file = System.IO.Path.Combine(Data, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>
    /// The folder to use: the wanted one, or, where the server's user cannot reach that (a clone under a root-only home),
    /// <c>/var/lib/reportingadmin/&lt;hash8&gt;</c>, which a pointer file in the wanted folder names.
    /// </summary>
    public static async Task<ClusterFolder> LocateAsync(string wanted, ServerAccount account, Action<string> say, CancellationToken ct)
    {
        wanted = System.IO.Path.GetFullPath(wanted);
        var pointer = System.IO.Path.Combine(wanted, "location");
        if (File.Exists(pointer))
        {
            var target = (await File.ReadAllTextAsync(pointer, ct)).Trim();
            say($"The embedded PostgreSQL cluster lies in {target}.");
            return new ClusterFolder(MakeFolder(target));
        }

        MakeFolder(System.IO.Path.GetDirectoryName(wanted)!);
        var folder = new ClusterFolder(MakeFolder(wanted));
        if (account.UserName is null || folder.Major() is not null || await ReachableAsync(wanted, account, ct))
        {
            return folder;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..8];
        var elsewhere = MakeFolder(System.IO.Path.Combine("/var/lib/reportingadmin", hash));
        if (!await ReachableAsync(elsewhere, account, ct))
        {
            throw new StartException(
                $"The user {account.UserName}, as which PostgreSQL runs, reaches neither {wanted} nor {elsewhere}; set Embedded:DataDirectory to a folder it can enter.");
        }

        await File.WriteAllTextAsync(pointer, elsewhere + "\n", ct);
        say($"The user {account.UserName}, as which PostgreSQL runs, cannot enter {wanted}: the cluster lies in {elsewhere}.");
        return new ClusterFolder(elsewhere);
    }

    /// <summary>Makes a folder that only its owner, or the server's user, enters.</summary>
    public static async Task<string> MakePrivateAsync(string path, ServerAccount account, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }

        await account.TakeOverAsync(path, ct);
        return path;
    }

    private static async Task<bool> ReachableAsync(string folder, ServerAccount account, CancellationToken ct)
    {
        var probe = await MakePrivateAsync(System.IO.Path.Combine(folder, "probe-" + Guid.NewGuid().ToString("N")[..8]), account, ct);
        try
        {
            return await account.CanUseAsync(probe, ct);
        }
        finally
        {
            Directory.Delete(probe);
        }
    }

    private static string MakeFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path);
                File.SetUnixFileMode(path, Entered);
            }
        }

        return path;
    }
}
