using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Embedded;

namespace ReportingAdmin.Tests.Data.Embedded;

public sealed class PostgresBinariesTests
{
    [Fact]
    public async Task FindAsync_takes_the_newest_installation_of_this_machine()
    {
        var found = await PostgresBinaries.FindAsync("", clusterMajor: null, candidates: null, CancellationToken.None);

        Assert.True(found.Major >= PostgresBinaries.OldestMajor);
        Assert.True(File.Exists(found.PgCtl));
        Assert.Null(new FileInfo(found.PgCtl).LinkTarget);
    }

    [Fact]
    public async Task FindAsync_takes_the_configured_folder_alone()
    {
        var usual = await PostgresBinaries.FindAsync("", null, null, CancellationToken.None);

        var found = await PostgresBinaries.FindAsync(usual.Folder, null, ["/nowhere"], CancellationToken.None);

        Assert.Equal(usual, found);
    }

    [Fact]
    public async Task FindAsync_without_programs_says_in_one_line_what_to_install()
    {
        var e = await Assert.ThrowsAsync<StartException>(() => PostgresBinaries.FindAsync("", null, [], CancellationToken.None));

        Assert.StartsWith("The server programs of PostgreSQL 15 or newer are needed and none was found on PATH", e.Message, StringComparison.Ordinal);
        Assert.Contains("install", e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Embedded:BinDirectory", e.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:Reporting", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task FindAsync_for_a_cluster_of_another_version_names_that_version()
    {
        var e = await Assert.ThrowsAsync<StartException>(() => PostgresBinaries.FindAsync("", clusterMajor: 99, candidates: null, CancellationToken.None));

        Assert.Contains("PostgreSQL 99 (the version that made the existing cluster)", e.Message, StringComparison.Ordinal);
        Assert.Contains("found only", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_in_a_configured_folder_without_programs_names_the_key()
    {
        var e = await Assert.ThrowsAsync<StartException>(() => PostgresBinaries.FindAsync(Path.GetTempPath(), null, null, CancellationToken.None));

        Assert.Contains("in Embedded:BinDirectory = ", e.Message, StringComparison.Ordinal);
    }
}
