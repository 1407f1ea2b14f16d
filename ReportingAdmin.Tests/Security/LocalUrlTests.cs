using ReportingAdmin.Security;

namespace ReportingAdmin.Tests.Security;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/catalog")]
    [InlineData("/catalog/escrow/sales?from=2026-01-01&agency=A%2FB")]
    [InlineData("/catalog?q=%22x%22")]
    public void A_path_of_this_site_is_kept(string address) => Assert.Equal(address, LocalUrl.OrHome(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/%2Fevil.example")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n//evil.example")]
    [InlineData("catalog")]
    [InlineData(" /catalog")]
    public void Anything_else_leads_home(string? address) => Assert.Equal("/", LocalUrl.OrHome(address));
}
