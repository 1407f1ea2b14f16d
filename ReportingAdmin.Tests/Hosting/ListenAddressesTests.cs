using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Hosting;

namespace ReportingAdmin.Tests.Hosting;

/// <summary>A taken address is said in words before anything is started.</summary>
public sealed class ListenAddressesTests : IDisposable
{
    private readonly TcpListener _other = new(IPAddress.Loopback, 0);

    public ListenAddressesTests() => _other.Start();

    private int Port => ((IPEndPoint)_other.LocalEndpoint).Port;

    [Theory]
    [InlineData("http://localhost:{0}")]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://*:{0}")]
    [InlineData("http://0.0.0.0:{0}")]
    [InlineData("http://localhost:0;http://localhost:{0}")]
    public void RequireFree_an_address_that_another_program_has_is_refused(string urls)
    {
        var refused = Assert.Throws<StartException>(() => ListenAddresses.RequireFree(Configuration(urls)));

        Assert.StartsWith("Another program listens at http://", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith($":{Port + 1}.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://localhost:0")]
    [InlineData("http://127.0.0.2:{0}")]
    public void RequireFree_an_address_that_nobody_has_is_allowed(string urls) => ListenAddresses.RequireFree(Configuration(urls));

    [Fact]
    public void RequireFree_an_address_that_was_given_back_is_allowed()
    {
        var urls = $"http://localhost:{Port}";
        _other.Stop();

        ListenAddresses.RequireFree(new ConfigurationBuilder().AddInMemoryCollection([new("urls", urls)]).Build());
    }

    /// <inheritdoc />
    public void Dispose() => _other.Dispose();

    private IConfiguration Configuration(string urls) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("urls", urls.Replace("{0}", $"{Port}", StringComparison.Ordinal))]).Build();
}
