using ReportingAdmin.Tests.Benchmarks;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs.Workers;

public sealed class FairnessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fair-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Behind_a_thousand_runs_of_one_person_anothers_starts_within_a_second()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);

        var waited = await new QueueBenchmark(db, _folder.FullName).FairnessAsync(1000, TimeSpan.FromMilliseconds(300));

        Assert.True(waited < TimeSpan.FromSeconds(1), $"It waited {waited}.");
    }
}
