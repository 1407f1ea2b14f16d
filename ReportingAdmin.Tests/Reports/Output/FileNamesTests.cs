using System.Net.Http.Headers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Tests.Reports.Output;

public sealed class FileNamesTests
{
    private static readonly DateTimeOffset s_snapshot = new(2026, 11, 13, 23, 0, 0, TimeSpan.FromHours(-7));

    [Fact]
    public void Make_with_a_period_names_report_period_snapshot_and_run()
    {
        var parts = new FileNameParts(
            "escrow/monthly-balance", null, new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 31), null, s_snapshot, 1042, "xlsx");

        Assert.Equal("escrow-monthly-balance_2026-10-01_2026-10-31_asof-2026-11-14T0600Z_run-1042.xlsx", FileNames.Make(parts));
    }

    [Fact]
    public void Make_with_a_section_and_an_as_of_date_leaves_out_what_does_not_apply()
    {
        var parts = new FileNameParts(
            "lending/delinquency-aging", "transitions", null, null, new DateOnly(2026, 10, 31), s_snapshot, 7, "csv");

        Assert.Equal("lending-delinquency-aging.transitions_asof-2026-10-31_run-7.csv", FileNames.Make(parts));
    }

    [Theory]
    [InlineData("Été 2026: Straße & Co", "ete-2026-stra-e-co")]
    [InlineData("../../x", "x")]
    [InlineData("日本", "report")]
    [InlineData("", "report")]
    public void Slug_keeps_ascii_letters_and_digits(string text, string slug) => Assert.Equal(slug, FileNames.Slug(text));

    [Theory]
    [InlineData("../../x", "-..-x")]
    [InlineData("C:\\x", "C--x")]
    [InlineData("CON", "_CON")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("COM¹.csv", "_COM¹.csv")]
    [InlineData("CONSOLE.csv", "CONSOLE.csv")]
    [InlineData(".", "report")]
    [InlineData("name. . ", "name")]
    [InlineData("a\"; filename=evil.exe", "a-; filename=evil.exe")]
    [InlineData("a\r\nSet-Cookie: x", "aSet-Cookie- x")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("\u200B", "report")]
    [InlineData("e\u0301te\u0301.pdf", "\u00E9t\u00E9.pdf")]
    [InlineData("👩‍👩‍👧.xlsx", "👩‍👩‍👧.xlsx")]
    public void Safe_hostile_names_become_plain_ones(string name, string safe) => Assert.Equal(safe, FileNames.Safe(name));

    [Fact]
    public void Safe_leaves_out_a_lone_surrogate() => Assert.Equal("ab", FileNames.Safe("a" + (char)0xD800 + "b"));

    [Fact]
    public void Safe_long_names_are_cut_between_letters_and_keep_their_extension()
    {
        var safe = FileNames.Safe(new string('x', 10) + string.Concat(Enumerable.Repeat("👩‍👩‍👧", 60)) + ".xlsx");

        // 10 + n × 18 bytes + 5 ≤ 200 gives n = 10.
        Assert.Equal(new string('x', 10) + string.Concat(Enumerable.Repeat("👩‍👩‍👧", 10)) + ".xlsx", safe);
    }

    [Theory]
    [InlineData("fees.csv", "attachment; filename=\"fees.csv\"")]
    [InlineData("50%.csv", "attachment; filename=\"50_.csv\"; filename*=UTF-8''50%25.csv")]
    [InlineData("Straße O'x.csv", "attachment; filename=\"Stra_e O'x.csv\"; filename*=UTF-8''Stra%C3%9Fe%20O%27x.csv")]
    public void Attachment_gives_an_ascii_name_and_the_full_one(string name, string header) =>
        Assert.Equal(header, FileNames.Attachment(name));

    [Fact]
    public void Attachment_any_text_is_one_line_that_a_parser_reads_back()
    {
        Prop.ForAll<string?>(
            text =>
            {
                var name = text ?? "";
                var safe = FileNames.Safe(name);
                var header = FileNames.Attachment(name);
                var parsed = ContentDispositionHeaderValue.Parse(header);
                return header.All(letter => letter is >= ' ' and < (char)0x7F)
                    && (parsed.FileNameStar ?? parsed.FileName!.Trim('"')) == safe
                    && FileNames.Safe(safe) == safe
                    && safe.IndexOfAny(['/', '\\', '"', '\r', '\n', '\0', ':', '*', '?', '<', '>', '|']) < 0
                    && Encoding.UTF8.GetByteCount(safe) <= 201
                    && Path.GetFileName(safe) == safe;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
