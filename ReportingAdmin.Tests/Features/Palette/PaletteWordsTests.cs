using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Features.Palette;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Palette;

public sealed class PaletteWordsTests : IAsyncLifetime
{
    private TestDatabase _db = null!;
    private PaletteWords _words = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new EscrowSeed(_db);
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.CaseAsync("C1", "NW", "2026-01-10");
        await seed.CaseAsync("C2", "SE", "2026-01-10");
        var calendar = new CompanyCalendar(new Noon(), new CompanyOptions(), _db.Database);
        _words = new PaletteWords(TestEngine.Catalog, calendar, new TestEngine(_db).Runner);
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Theory]
    [InlineData("lending/trial-balance", "oct 2026 csv", "Makes the CSV file of Trial balance, 31 Oct 2026.", true)]
    [InlineData("lending/trial-balance", "", "Opens Trial balance, 31 Oct 2026.", true)]
    [InlineData("escrow/monthly-balance", "last month", "Opens Monthly balance, 1–31 Oct 2026.", true)]
    [InlineData("escrow/monthly-balance", "nw last month pdf", "Makes the PDF file of Monthly balance, 1–31 Oct 2026, NW.", true)]
    [InlineData("escrow/monthly-balance", "nonsense se pdf", "Not understood: nonsense. Enter opens Monthly balance, 1 Nov 2025 – 31 Oct 2026, SE.", false)]
    [InlineData("escrow/monthly-balance", "1990 to 2026 csv", "At most 5 years. Choose a shorter period. Enter opens Monthly balance, where you can put it right.", false)]
    public async Task The_line_says_what_Enter_does(string key, string text, string expected, bool ok)
    {
        var wish = await _words.ReadAsync(TestEngine.Everyone, key, text, file: false, default);

        Assert.Equal(new PalettePreview(expected, ok), wish!.Preview);
    }

    [Fact]
    public async Task With_Shift_the_workbook_is_made_unless_another_form_is_named()
    {
        Assert.Equal(FileFormat.Xlsx, (await _words.ReadAsync(TestEngine.Everyone, "lending/trial-balance", "", file: true, default))!.Words.Format);
        Assert.Equal(FileFormat.Csv, (await _words.ReadAsync(TestEngine.Everyone, "lending/trial-balance", "csv", file: true, default))!.Words.Format);
    }

    [Fact]
    public async Task Words_that_are_not_understood_make_no_file() =>
        Assert.False((await _words.ReadAsync(TestEngine.Everyone, "lending/trial-balance", "nonsense csv", file: false, default))!.MakesFile);

    [Fact]
    public async Task A_report_that_may_not_be_seen_is_not_known() =>
        Assert.Null(await _words.ReadAsync(TestEngine.Caller(RowScope.All, Permissions.EscrowRead), "lending/trial-balance", "", file: false, default));

    [Fact]
    public async Task Values_outside_of_the_row_scope_are_not_understood()
    {
        var wish = await _words.ReadAsync(TestEngine.Caller(RowScope.Of(["NW"], []), Permissions.EscrowFinance), "escrow/monthly-balance", "se", file: false, default);

        Assert.Equal(["se"], wish!.Words.Unread);
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 19, 0, 0, TimeSpan.Zero);
    }
}
