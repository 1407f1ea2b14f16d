using System.IO.Compression;
using System.Text;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing.Drafts;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Reading;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Syncs.Importing.Drafts;

/// <summary>Files as people give them, list U of the bad inputs among them: each is taken or refused in words, and a refused one leaves nothing.</summary>
public sealed class UploadTests
{
    [Theory]
    [InlineData("v.csv", "", "no_rows")]
    [InlineData("v.csv", "code,name\n", "no_rows")]
    [InlineData("v.xlsx", "code,name\nV,Vendor\n", "file_type")]
    [InlineData("v.xls", "x", "file_type")]
    [InlineData("v.xlsm", "x", "file_type")]
    [InlineData("v.pdf", "x", "file_type")]
    [InlineData("v.csv", "%PDF-1.7", "file_type")]
    [InlineData("v.csv.gz", "code,name\nV,Vendor\n", "file_unreadable")]
    [InlineData("", "code,name\nV,Vendor\n", "file_name")]
    [InlineData(".csv", "code,name\nV,Vendor\n", "file_type")]
    public async Task A_file_that_no_mapping_makes_readable_is_refused_and_nothing_of_it_stays(string name, string text, string code)
    {
        await using var fixture = await DraftFixture.CreateAsync();

        var refused = await fixture.GiveAsync(name, text);

        Assert.Equal(code, refused.FirstProblem.Code);
        Assert.EndsWith(".", refused.FirstProblem.Message, StringComparison.Ordinal);
        Assert.Empty(fixture.Files);
        Assert.Equal(0, await fixture.Db.ScalarAsync<long>("select count(*) from app.import_draft"));
    }

    [Fact]
    public async Task Workbooks_that_are_protected_damaged_or_linked_and_bombs_are_refused()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];

        Assert.Contains("password-protected", (await fixture.GiveAsync("v.xlsx", compound)).FirstProblem.Message, StringComparison.Ordinal);
        Assert.Equal("external_content", (await fixture.GiveAsync("v.xlsx", Package(("xl/externalLinks/externalLink1.xml", "<x/>")))).FirstProblem.Code);
        Assert.Equal("file_expands", (await fixture.GiveAsync("v.xlsx", Package([("xl/media/1", new string(' ', 40 << 20)), .. Sheet("")]))).FirstProblem.Code);
        Assert.Equal("file_expands", (await fixture.GiveAsync("v.csv.gz", Zipped("code,name\n" + new string('a', 40 << 20)))).FirstProblem.Code);
        Assert.Empty(fixture.Files);
    }

    [Theory]
    [InlineData("../../etc/passwd.csv", "passwd.csv")]
    [InlineData("C:\\Users\\me\\bank.csv", "bank.csv")]
    [InlineData("  bank export .csv", "bank export .csv")]
    [InlineData("a\r\nb.csv", "a b.csv")]
    [InlineData("\u202Eevil\u202C.csv", "evil.csv")]
    [InlineData("<script>.CSV", "<script>.CSV")]
    [InlineData("café.csv", "café.csv")]
    public async Task A_hostile_name_is_kept_safe_and_the_stored_name_is_ours(string name, string kept)
    {
        await using var fixture = await DraftFixture.CreateAsync();

        var given = await fixture.GiveAsync(name, "code,name\nV,Vendor\n");

        Assert.Equal(kept, given.Value?.FileName);
        Assert.Equal($"{given.Value!.Id:N}.0.upload", Assert.Single(fixture.Files));
    }

    [Fact]
    public async Task A_file_of_another_encoding_is_kept_and_read_once_that_is_declared()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var given = (await fixture.GiveAsync("v.csv", [.. "code,name\nV1,Caf"u8, 0xE9, (byte)'\n'])).Value!;

        var undeclared = await fixture.Drafts.LookAsync(given, default);
        var declared = await fixture.Drafts.LookAsync(given with { Mapping = new FileMapping { File = new FileShape { Encoding = "windows-1252" } } }, default);

        Assert.Equal("encoding", undeclared.Problem?.Code);
        Assert.Contains("looks like Windows-1252", undeclared.Problem!.Message, StringComparison.Ordinal);
        Assert.Null(declared.Problem);
        Assert.Equal(["code", "name"], declared.Header);
    }

    [Fact]
    public async Task A_byte_order_mark_semicolons_and_utf_16_are_read_as_they_are()
    {
        await using var fixture = await DraftFixture.CreateAsync();

        var marked = await fixture.Drafts.LookAsync((await fixture.GiveAsync("v.csv", [0xEF, 0xBB, 0xBF, .. "code;name\nV;W\n"u8])).Value!, default);
        var wide = (await fixture.GiveAsync("w.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("code,name\nV,W\n")])).Value!;

        Assert.Equal(["code", "name"], marked.Header);
        Assert.Equal("CSV, utf-8, delimiter semicolon", marked.ReadAs);
        Assert.Contains("looks like UTF-16", (await fixture.Drafts.LookAsync(wide, default)).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_large_is_told_before_it_is_sent()
    {
        var refused = UploadRules.Check("v.csv", 3_000_000_000, new ImportLimits());

        Assert.Equal("file_too_large", refused.FirstProblem.Code);
        Assert.Contains("3,000 MB; at most 2,147 MB", refused.FirstProblem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_load_or_sees_a_part_of_the_rows_gives_no_file()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        using var content = new MemoryStream([.. "code,name\nV,W\n"u8]);

        var viewer = await fixture.Drafts.CreateAsync(fixture.Olivia with { Permissions = TestEngine.Caller(RowScope.All, Permissions.RunsOwn).Permissions }, content, "v.csv", default);
        var part = await fixture.Drafts.CreateAsync(fixture.Olivia with { Scope = new RowScope(false, ["NW"], []) }, content, "v.csv", default);

        Assert.Equal(ProblemKind.Forbidden, viewer.FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, part.FirstProblem.Kind);
        Assert.Empty(fixture.Files);
    }

    [Fact]
    public async Task A_person_has_at_most_twenty_files_under_way()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        for (var i = 0; i < ImportDrafts.MostPerPerson; i++)
        {
            Assert.True((await fixture.GiveAsync("v.csv", "code,name\nV,W\n")).Ok);
        }

        Assert.Equal(ProblemKind.TooMany, (await fixture.GiveAsync("v.csv", "code,name\nV,W\n")).FirstProblem.Kind);
        Assert.Equal(ImportDrafts.MostPerPerson, fixture.Files.Length);
    }

    private static byte[] Zipped(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static (string, string)[] Sheet(string rows) =>
    [
        ("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"),
    ];

    private static byte[] Package(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
