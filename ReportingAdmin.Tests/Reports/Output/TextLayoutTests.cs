using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ReportingAdmin.Core.Reports.Output.Pdf;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Output;

public sealed class TextLayoutTests
{
    [Fact]
    public void Wrap_any_text_keeps_every_letter_in_order_and_fits_the_width()
    {
        using var file = new PdfFile(Stream.Null);
        var face = new PdfTypefaces(file, PdfFonts.None).Regular;
        Prop.ForAll(
            AnyCells.Rows,
            rows =>
            {
                foreach (var text in rows.Select(row => TextLayout.Clean(row.Text ?? "")))
                {
                    var lines = TextLayout.Wrap(face, text, 8, 40);
                    Assert.Equal(Letters(text), Letters(string.Concat(lines)));
                    Assert.All(lines, line => Assert.True(new StringInfo(line).LengthInTextElements <= 1 || face.Width(line.TrimEnd(' '), 8) <= 40.01, line));
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\r\nb\rc", "a\nb\nc")]
    [InlineData("a\tb", "a    b")]
    [InlineData("a\u0000\u0007b", "a\uFFFD\uFFFDb")]
    [InlineData("x\u202Ey\u200Bz", "xyz")]
    [InlineData("e\u0301", "\u00E9")]
    public void Clean_gives_what_can_be_drawn(string text, string clean) => Assert.Equal(clean, TextLayout.Clean(text));

    [Fact]
    public void Clean_replaces_a_lone_surrogate() => Assert.Equal("a\uFFFDb", TextLayout.Clean("a" + (char)0xD800 + "b"));

    [Fact]
    public void Wrap_breaks_at_spaces_and_long_words_between_letters()
    {
        using var file = new PdfFile(Stream.Null);
        var face = new PdfTypefaces(file, PdfFonts.None).Regular;

        // At 10 points Helvetica's digits are 5.56 wide and its space 2.78.
        Assert.Equal(["12 34", "56"], TextLayout.Wrap(face, "12 34 56", 10, 26));
        Assert.Equal(["1234", "5678", "9"], TextLayout.Wrap(face, "123456789", 10, 26));
        Assert.Equal(["12", "", "34"], TextLayout.Wrap(face, "12\n\n34", 10, 26));
    }

    private static string Letters(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
