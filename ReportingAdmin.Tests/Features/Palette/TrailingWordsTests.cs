using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Features.Palette;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Palette;

/// <summary>On Saturday, 21 November 2026; the fiscal year begins in January unless said otherwise.</summary>
public sealed class TrailingWordsTests
{
    private static readonly BusinessCalendar s_calendar = new(new DateOnly(2026, 11, 21), 1, null);

    [Theory]
    [InlineData("oct 2026", "from=2026-10-01 to=2026-10-31")]
    [InlineData("October 2026", "from=2026-10-01 to=2026-10-31")]
    [InlineData("2026-10", "from=2026-10-01 to=2026-10-31")]
    [InlineData("for oct, 2026", "from=2026-10-01 to=2026-10-31")]
    [InlineData("oct", "from=2026-10-01 to=2026-10-31")]
    [InlineData("dec", "from=2025-12-01 to=2025-12-31")]
    [InlineData("nov", "from=2026-11-01 to=2026-11-30")]
    [InlineData("feb 2024", "from=2024-02-01 to=2024-02-29")]
    [InlineData("q3 2026", "from=2026-07-01 to=2026-09-30")]
    [InlineData("q4", "from=2026-10-01 to=2026-12-31")]
    [InlineData("2025", "from=2025-01-01 to=2025-12-31")]
    [InlineData("1 oct to 15 oct", "from=2026-10-01 to=2026-10-15")]
    [InlineData("jan 2026 to mar 2026", "from=2026-01-01 to=2026-03-31")]
    [InlineData("2026-10-01..2026-10-15", "from=2026-10-01 to=2026-10-15")]
    [InlineData("14 oct 2026", "from=2026-10-14 to=2026-10-14")]
    [InlineData("last month", "period=last-month")]
    [InlineData("last-month", "period=last-month")]
    [InlineData("last 12 months", "period=last-12-months")]
    [InlineData("ytd", "period=year-to-date")]
    [InlineData("egg donation oct 2026", "caseType=egg_donation from=2026-10-01 to=2026-10-31")]
    [InlineData("include cancelled cases", "includeCancelled=true")]
    [InlineData("agency=NW", "agency=NW")]
    [InlineData("FROM=2026-10-01", "from=2026-10-01")]
    public void Words_become_parameters_of_a_report_with_a_period(string text, string expected)
    {
        var read = TrailingWords.Read(TestEngine.Catalog.Find("escrow/monthly-balance")!, text, s_calendar);

        Assert.Equal(expected, string.Join(' ', read.Query.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Empty(read.Unread);
        Assert.Null(read.Format);
    }

    [Theory]
    [InlineData("oct 2026", "2026-10-31")]
    [InlineData("q3 2026", "2026-09-30")]
    [InlineData("2025", "2025-12-31")]
    [InlineData("15 nov", "2026-11-15")]
    [InlineData("last month-end", "last-month-end")]
    [InlineData("last month end", "last-month-end")]
    [InlineData("today", "today")]
    [InlineData("last quarter", "2026-09-30")]
    public void A_report_of_a_day_takes_the_last_day_of_what_is_said(string text, string expected)
    {
        var read = TrailingWords.Read(TestEngine.Catalog.Find("lending/trial-balance")!, text, s_calendar);

        Assert.Equal(expected, read.Query["asOf"]);
        Assert.Empty(read.Unread);
    }

    [Theory]
    [InlineData("oct 2026 csv", FileFormat.Csv)]
    [InlineData("XLSX oct 2026", FileFormat.Xlsx)]
    [InlineData("excel", FileFormat.Xlsx)]
    [InlineData("last month pdf", FileFormat.Pdf)]
    [InlineData("json", FileFormat.Json)]
    public void A_form_is_heard_wherever_it_stands(string text, FileFormat expected) =>
        Assert.Equal(expected, TrailingWords.Read(TestEngine.Catalog.Find("escrow/monthly-balance")!, text, s_calendar).Format);

    [Theory]
    [InlineData("nonsense oct 2026 words", "nonsense words")]
    [InlineData("03/04/2026", "03/04/2026")]
    [InlineData("q5 2026", "q5")]
    [InlineData("oct 1066", "1066")]
    [InlineData("colour=red", "colour=red")]
    public void What_means_nothing_is_given_back_and_never_guessed(string text, string expected) =>
        Assert.StartsWith(expected, string.Join(' ', TrailingWords.Read(TestEngine.Catalog.Find("escrow/monthly-balance")!, text, s_calendar).Unread), StringComparison.Ordinal);

    [Fact]
    public void Quarters_are_those_of_the_fiscal_year_that_begins_in_the_year_said()
    {
        var july = s_calendar with { FiscalYearStart = 7 };

        Assert.Equal(new Period(new DateOnly(2026, 7, 1), new DateOnly(2026, 9, 30)), SpanWords.Read("q1 2026", july));
        Assert.Equal(new Period(new DateOnly(2026, 10, 1), new DateOnly(2026, 12, 31)), SpanWords.Read("q2", july));
        Assert.Equal(new Period(new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31)), SpanWords.Read("q3", july));
    }

    [Fact]
    public void A_preset_is_heard_by_its_title() =>
        Assert.Equal("idaho", TrailingWords.Read(TestEngine.Catalog.Find("escrow/state-monthly-balance")!, "idaho csv", s_calendar).Query["preset"]);
}
