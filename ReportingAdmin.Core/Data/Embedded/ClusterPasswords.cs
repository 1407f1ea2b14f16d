using System.Security.Cryptography;
using System.Text.Json;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Data.Embedded;

/// <summary>The passwords of the embedded cluster's logins, made at random once and kept in a file that only its user reads.</summary>
public sealed record ClusterPasswords(string Superuser, string App, string Reader)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>New random passwords, 192 bits each.</summary>
    internal static ClusterPasswords Generate() => new(Random(), Random(), Random());

    internal static async Task<ClusterPasswords> ReadAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            throw new StartException($"{path} is missing, so nobody can sign in to the cluster beside it; put it back, or move the folder away to begin anew.");
        }

        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<ClusterPasswords>(file, s_json, ct)
            ?? throw new StartException($"{path} holds no passwords; put the right file back, or move the folder away to begin anew.");
    }

    internal async Task WriteAsync(string path, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(path); // the mode applies only to a file that is made anew
        await using var file = new FileStream(path, options);
        await JsonSerializer.SerializeAsync(file, this, s_json, ct);
    }

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
