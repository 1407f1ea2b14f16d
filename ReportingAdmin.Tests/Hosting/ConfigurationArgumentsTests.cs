using ReportingAdmin.Hosting;

namespace ReportingAdmin.Tests.Hosting;

public sealed class ConfigurationArgumentsTests
{
    [Theory]
    [InlineData("migrate", "", "migrate")]
    [InlineData("--Company:Name=Acme migrate", "--Company:Name=Acme", "migrate")]
    [InlineData("check --Company:Name Acme", "--Company:Name Acme", "check")]
    [InlineData("report k --param from=2025-01-01 --Runs:TimeBudget=02:00:00 --output -", "--Runs:TimeBudget=02:00:00", "report k --param from=2025-01-01 --output -")]
    [InlineData("--urls http://localhost:1 --environment=Development", "--urls http://localhost:1 --environment=Development", "")]
    [InlineData("--AllowedHosts *", "--AllowedHosts *", "")]
    [InlineData("--help", "", "--help")]
    [InlineData("check --", "", "check --")]
    public void Split_tells_configuration_keys_from_verbs_and_options(string line, string configuration, string others)
    {
        var split = ConfigurationArguments.Split(line.Split(' '));

        Assert.Equal(configuration, string.Join(' ', split.Configuration));
        Assert.Equal(others, string.Join(' ', split.Others));
    }
}
