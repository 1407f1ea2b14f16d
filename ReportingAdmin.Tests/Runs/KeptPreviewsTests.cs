using System.IO.Compression;
using System.Text;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Kept;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

/// <summary>Where a run of the same figures has finished, a page shows its rows in place of what takes long.</summary>
public sealed class KeptPreviewsTests : LongReadingsTest
{
    [Fact]
    public async Task The_rows_of_a_finished_run_stand_in_its_place_until_something_is_loaded()
    {
        await ReadOnceAsync(seconds: 40);
        var direct = (await Node.Previews.ReadAsync(Ann, Wanted, new PreviewRequest(), waits: true, default)).Value!;
        await Db.ExecuteAsync("update app.reading_time set seconds = 40");
        var asked = await Node.Requests.AskAsync(Ann, new RunRequest(ReportPreviews.FileOf(Wanted)), default);
        Assert.False((await ReadAsync()).Ok);
        Assert.Null(await Node.WorkAsync(RunLane.Heavy));
        await Db.ExecuteAsync("update app.reading_time set seconds = 40");

        var kept = (await ReadAsync()).Value!;

        Assert.Equal(new PreviewedRun(asked.Value!.RunId, asked.Value.Number), kept.Run);
        Assert.Equal(TestEngine.Lines(direct), TestEngine.Lines(kept));
        Assert.Equal(await Db.ScalarAsync<DateTime>("select snapshot_at from app.report_run"), kept.SnapshotAt.UtcDateTime);

        // Another caller with the same rows sees the same; one with others is told to wait.
        Assert.NotNull((await Node.Previews.ReadAsync(TestEngine.Everyone, Wanted, new PreviewRequest(), waits: false, default)).Value?.Run);
        var scoped = Ann with { Scope = RowScope.Of(["NW"], []) };
        Assert.Null((await Node.Previews.ReadAsync(scoped, Wanted, new PreviewRequest(), waits: false, default)).Value?.Run);

        // Who waits is shown it too; a load of what the report does not read changes nothing.
        Assert.NotNull((await Node.Previews.ReadAsync(Ann, Wanted, new PreviewRequest(), waits: true, default)).Value?.Run);
        await Db.ExecuteAsync("update app.data_version set version = version + 1 where schema_name <> 'escrow'");
        Assert.NotNull((await ReadAsync()).Value?.Run);
        await Db.ExecuteAsync("update app.data_version set version = version + 1 where schema_name = 'escrow'");
        Assert.Equal(ReportRunner.TakesLong, (await ReadAsync()).FirstProblem.Code);
    }

    [Fact]
    public async Task Kept_rows_that_are_damaged_or_of_another_version_are_as_if_there_were_none()
    {
        var path = await KeepAsync();
        Assert.NotNull((await ReadAsync()).Value?.Run);
        var whole = await File.ReadAllBytesAsync(path);

        await File.WriteAllBytesAsync(path, OfAnotherVersion(whole));
        Assert.Equal(ReportRunner.TakesLong, (await ReadAsync()).FirstProblem.Code);
        foreach (var damaged in (byte[][])[[], whole[..5], whole[..20], whole[..(whole.Length / 4)], [.. whole[..20], .. whole[5..]], [.. whole.Reverse()]])
        {
            await File.WriteAllBytesAsync(path, damaged);
            Assert.Equal(ReportRunner.TakesLong, (await ReadAsync()).FirstProblem.Code);
        }

        await File.WriteAllBytesAsync(path, whole);
        Assert.NotNull((await ReadAsync()).Value?.Run);
    }

    // A finished run whose rows were kept, of what takes long; their file.
    private async Task<string> KeepAsync()
    {
        await RunAsync();
        await Db.ExecuteAsync("update app.reading_time set seconds = 40");
        return Path.Combine(Folder, await Db.ScalarAsync<string>("select kept_rows_name from app.report_run") ?? "");
    }

    private static byte[] OfAnotherVersion(byte[] kept)
    {
        var magic = KeptRowsWriter.Magic.Length;
        using var plain = new MemoryStream();
        using (var from = new DeflateStream(new MemoryStream(kept[magic..]), CompressionMode.Decompress))
        {
            from.CopyTo(plain);
        }

        var version = TestEngine.Catalog.VersionOf(TestEngine.Catalog.Find(Wanted.Key)!);
        var other = version[..^1] + (version[^1] == '0' ? '1' : '0');
        using var made = new MemoryStream();
        using (var to = new DeflateStream(made, CompressionLevel.Fastest, leaveOpen: true))
        {
            to.Write(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(plain.ToArray()).Replace(version, other, StringComparison.Ordinal)));
        }

        return [.. kept[..magic], .. made.ToArray()];
    }
}
