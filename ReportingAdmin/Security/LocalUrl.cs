namespace ReportingAdmin.Security;

/// <summary>Return addresses stay on this site.</summary>
public static class LocalUrl
{
    /// <summary>The address when it is a path of this site, else the start page.</summary>
    /// <param name="address">As given by the browser; anything.</param>
    public static string OrHome(string? address) => IsLocal(address) ? address! : AppUrls.Home;

    /// <summary>
    /// True for a path of this site: one slash, then anything but a second slash or a backslash, which browsers read as a host,
    /// and no control character, which they drop.
    /// </summary>
    /// <param name="address">As given by the browser; anything.</param>
    public static bool IsLocal(string? address)
    {
        if (address is not ['/', ..] || address.Length > 2000 || address.Any(char.IsControl) || address.Contains('\\', StringComparison.Ordinal))
        {
            return false;
        }

        var decoded = Uri.UnescapeDataString(address);
        return !decoded.StartsWith("//", StringComparison.Ordinal) && !decoded.StartsWith("/\\", StringComparison.Ordinal);
    }
}
