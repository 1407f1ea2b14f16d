using System.Net;
using System.Net.NetworkInformation;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Hosting;

/// <summary>The addresses that the site is to be served at.</summary>
internal static class ListenAddresses
{
    /// <summary>Says in words that an address is taken, before a database is started for nothing.</summary>
    /// <param name="configuration">Has the addresses under <c>urls</c>.</param>
    /// <exception cref="StartException">Another program listens at one of them.</exception>
    public static void RequireFree(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        foreach (var url in (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var wanted = BindingAddress.Parse(url);
            if (listeners.Any(listener => listener.Port == wanted.Port && Overlap(wanted.Host, listener.Address)))
            {
                throw new StartException(
                    $"Another program listens at {url}. End it, or choose another address, such as --urls={wanted.Scheme}://{wanted.Host}:{wanted.Port + 1}.");
            }
        }
    }

    // A name that is no address stands for all of them, as it does for the server.
    private static bool Overlap(string host, IPAddress listener) =>
        host == "localhost"
            ? IsAny(listener) || IPAddress.IsLoopback(listener)
            : !IPAddress.TryParse(host.Trim('[', ']'), out var address) || IsAny(address) || IsAny(listener) || address.Equals(listener);

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
