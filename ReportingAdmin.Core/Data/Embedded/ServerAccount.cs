using System.ComponentModel;
using System.Diagnostics;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Data.Embedded;

/// <summary>What a program that has ended left behind.</summary>
internal sealed record ProgramResult(int ExitCode, string Output);

/// <summary>
/// The operating-system user the server runs as. PostgreSQL refuses to run as root, so root hands its programs to
/// <c>postgres</c>, or to <c>nobody</c> where there is no such user.
/// </summary>
/// <param name="userName">Null = the user of this process.</param>
internal sealed class ServerAccount(string? userName)
{
    /// <summary>This process's own user.</summary>
    public static ServerAccount Self { get; } = new(null);

    /// <summary>Null when the server runs as the user of this process.</summary>
    public string? UserName { get; } = userName;

    /// <summary>The account that may run the server here.</summary>
    public static ServerAccount ForServer()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return Self;
        }

        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return users.Contains("postgres") ? new ServerAccount("postgres")
            : users.Contains("nobody") ? new ServerAccount("nobody")
            : throw new StartException(
                "PostgreSQL does not run as root and there is neither a user 'postgres' nor 'nobody'; start the program as an ordinary user.");
    }

    /// <summary>Runs a program to its end as this user and collects what it prints.</summary>
    public async Task<ProgramResult> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken ct)
    {
        using var process = new Process { StartInfo = Describe(program, arguments) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new ProgramResult(-1, $"{program} could not be started: {e.Message}");
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limited.Token);
            var errors = process.StandardError.ReadToEndAsync(limited.Token);
            await process.WaitForExitAsync(limited.Token);
            return new ProgramResult(process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return new ProgramResult(-1, $"{program} did not end within {limit.TotalSeconds:0} s");
        }
    }

    /// <summary>Gives a file or folder, with what it holds, to this user; nothing to do when it is our own.</summary>
    public async Task TakeOverAsync(string path, CancellationToken ct)
    {
        if (UserName is null)
        {
            return;
        }

        var answer = await Self.RunAsync("chown", ["-R", UserName, path], TimeSpan.FromMinutes(1), ct);
        if (answer.ExitCode != 0)
        {
            throw new StartException($"{path} could not be given to the user {UserName}: {answer.Output}");
        }
    }

    /// <summary>Whether this user can enter a folder and write in it.</summary>
    public async Task<bool> CanUseAsync(string folder, CancellationToken ct) =>
        UserName is null
        || (await RunAsync("/bin/sh", ["-c", "cd \"$0\" && test -w .", folder], TimeSpan.FromSeconds(20), ct)).ExitCode == 0;

    private ProcessStartInfo Describe(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/",
        };

        // PGDATA, PGPORT and the like of the caller's shell must not steer a private cluster.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        if (UserName is not null)
        {
            start.UserName = UserName;
        }

        return start;
    }
}
