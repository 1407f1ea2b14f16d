using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Data.Embedded;

/// <summary>Makes a new cluster, complete or not at all: it gets its final name only when everything is in it.</summary>
internal static class ClusterCreation
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    public static async Task CreateAsync(ClusterFolder folder, ServerAccount account, PostgresBinaries binaries, CancellationToken ct)
    {
        var passwords = ClusterPasswords.Generate();
        await passwords.WriteAsync(folder.Passwords, ct);

        // The server's user must read the superuser's password once; the folder is that user's alone and is deleted at once.
        var secret = await ClusterFolder.MakePrivateAsync(Path.Combine(folder.Path, "secret-" + Guid.NewGuid().ToString("N")[..8]), account, ct);
        try
        {
            var file = Path.Combine(secret, "password");
            await File.WriteAllTextAsync(file, passwords.Superuser + "\n", ct);
            await account.TakeOverAsync(secret, ct);
            await InitializeAsync(folder, account, binaries, file, ct);
        }
        finally
        {
            Directory.Delete(secret, recursive: true);
        }

        await File.AppendAllTextAsync(
            Path.Combine(folder.Making, "postgresql.conf"), $"\ninclude '{ClusterSettings.FileName}'\n", ct);
        Directory.Move(folder.Making, folder.Data);
    }

    private static string Reason(ProgramResult answer)
    {
        var lines = answer.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.FirstOrDefault(l => l.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? lines.LastOrDefault() ?? "no reason given";
    }

    /// <summary>
    /// Sorts by code point (collation C: the same on every machine and version, and the quickest); letters are told from
    /// other characters by the first Unicode locale that the system has.
    /// </summary>
    private static async Task InitializeAsync(
        ClusterFolder folder, ServerAccount account, PostgresBinaries binaries, string passwordFile, CancellationToken ct)
    {
        ProgramResult? answer = null;
        foreach (var characters in OperatingSystem.IsWindows() ? ["C"] : (string[])["C.UTF-8", "en_US.UTF-8", "UTF-8", "C"])
        {
            if (Directory.Exists(folder.Making))
            {
                Directory.Delete(folder.Making, recursive: true); // a start that was killed, or a locale that is not here
            }

            await ClusterFolder.MakePrivateAsync(folder.Making, account, ct);
            answer = await account.RunAsync(
                binaries.Initdb,
                [
                    "-D", folder.Making, "--username=postgres", $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8",
                    "--locale=C", $"--lc-ctype={characters}", "--no-instructions", "--data-checksums",
                ],
                s_limit,
                ct);
            if (answer.ExitCode == 0)
            {
                return;
            }

            if (!answer.Output.Contains("locale", StringComparison.OrdinalIgnoreCase))
            {
                break;
            }
        }

        throw new StartException($"The embedded cluster could not be made in {folder.Path}: {Reason(answer!)}");
    }
}
