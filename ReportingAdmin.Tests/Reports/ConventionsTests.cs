using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Core.Reports.Output.Pdf;
using ReportingAdmin.Core.Reports.Output.Xlsx;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>
/// Every value of every setting of <c>Conventions</c>, in every report that takes it: the figures follow it, worked out by hand, and
/// the page and each of the four forms say which one was taken.
/// </summary>
public sealed class ConventionsTests(ConventionsData data) : IClassFixture<ConventionsData>
{
    private const string Days = nameof(ConventionOptions.DaysPastDue);
    private const string Fees = nameof(ConventionOptions.FeesWhenCollected);
    private const string Grace = nameof(ConventionOptions.PromiseGraceDays);
    private const string Tolerance = nameof(ConventionOptions.PromiseTolerance);
    private const string Years = nameof(ConventionOptions.ReturnDayCount);
    private const string Yearly = nameof(ConventionOptions.ChargeOffRatesBy);
    private const string Average = nameof(ConventionOptions.AverageLoans);
    private const string RightParty = nameof(ConventionOptions.RightPartyRateOf);

    private const string Promises = "lending/collection-performance collectors from=2026-11-01 to=2026-11-30 asOf=2027-02-28 portfolio=PP";
    private const string Attempts = "lending/collection-performance queues from=2026-11-01 to=2026-11-30 asOf=2026-11-30 portfolio=PA";
    private const string Log = "lending/collection-log promises from=2026-11-01 to=2026-11-30 asOf=2027-02-28 portfolio=PP";
    private const string Losses = "lending/charge-off-recovery period from=2026-11-01 to=2026-12-31 portfolio=PC";
    private const string Loan = "lending/loan-profitability loans asOf=2025-01-31 portfolio=PR";
    private const string Pool = "lending/portfolio-returns groups asOf=2025-01-31 portfolio=PR";

    // Due on 1 November, not paid by the 30th: 29 plain days, 30 days by MBA, current by OTS. Two months for DZ, by OTS one.
    private static readonly (string Asked, string Columns, string Portfolio, string Dpd, string Mba, string Ots)[] s_late =
    [
        ("lending/portfolio-summary portfolios asOf=2026-11-30 portfolio=PM,PO", "portfolio current_loans days_1_to_29_loans days_30_to_59_loans",
            "PM | 0 | 0 | 1; PO | 1 | 0 | 0", "PM | 0 | 1 | 0; PO | 0 | 1 | 0", "PM | 0 | 0 | 1; PO | 0 | 0 | 1", "PM | 1 | 0 | 0; PO | 1 | 0 | 0"),
        ("lending/delinquency-aging buckets asOf=2026-11-30 portfolio=PM,PO", "loans",
            "1; 0; 1; 0; 0; 0; 0", "0; 2; 0; 0; 0; 0; 0", "0; 0; 2; 0; 0; 0; 0", "2; 0; 0; 0; 0; 0; 0"),
        ("lending/loan-tape loans asOf=2026-11-30 portfolio=PM,PO", "loan_number bucket",
            "DM | 30-59; DO | Current", "DM | 1-29; DO | 1-29", "DM | 30-59; DO | 30-59", "DM | Current; DO | Current"),
        ("lending/vintage-curves curves asOf=2026-11-30 cohort=month portfolio=PM,PO", "months_on_book ever_30",
            "0 | 0.000000000000; 1 | 0.500000000000", "0 | 0.000000000000; 1 | 0.000000000000", "0 | 0.000000000000; 1 | 1.000000000000", "0 | 0.000000000000; 1 | 0.000000000000"),
        ("lending/vintage-loans loans from=2026-10-01 to=2026-10-31 asOf=2026-11-30 portfolio=PM,PO", "loan_number late_30_on",
            "DM | 2026-11-30; DO | ·", "DM | ·; DO | ·", "DM | 2026-11-30; DO | 2026-11-30", "DM | ·; DO | ·"),
        ("lending/collection-performance queues from=2026-12-01 to=2026-12-31 asOf=2026-12-31 portfolio=PM,PO", "delinquent cured", "1 | 1", "0 | 0", "2 | 2", "0 | 0"),
        ("lending/collection-log late-loans from=2026-12-01 to=2026-12-31 asOf=2026-12-31 portfolio=PM,PO", "loan_number cured", "DM | True", "", "DM | True; DO | True", ""),
        ("lending/modification-summary redefaults from=2026-08-01 to=2026-08-31 asOf=2026-11-30 portfolio=PZ", "months_after redefaulted", "3 | 0", "3 | 1", "3 | 1", "3 | 0"),
        ("lending/modifications modifications from=2026-08-01 to=2026-08-31 asOf=2026-11-30 portfolio=PZ", "number became", "M1 | held", "M1 | late", "M1 | late", "M1 | held"),
    ];

    public static TheoryData<string, string, string, string, string, string, string> Settings
    {
        get
        {
            var all = new TheoryData<string, string, string, string, string, string, string>
            {
                { Grace, "0", Promises, "kept kept_rate_amount", "0 | 0.316666666667", "graceDays", "0" },
                { Grace, "3", Promises, "kept kept_rate_amount", "1 | 0.650000000000", "graceDays", "3" },
                { Grace, "4", Promises, "kept kept_rate_amount", "2 | 0.983333333333", "graceDays", "4" },
                { Grace, "0", Log, "number state", "Q1 | broken; Q2 | broken; Q3 | broken", "graceDays", "0" },
                { Grace, "4", Log, "number state", "Q1 | kept; Q2 | kept; Q3 | broken", "graceDays", "4" },
                { Tolerance, "1", Promises, "kept kept_rate", "1 | 0.333333333333", "tolerance", "1" },
                { Tolerance, "0.95", Promises, "kept kept_rate", "2 | 0.666666666667", "tolerance", "0.95" },
                { Tolerance, "0.96", Promises, "kept kept_rate", "1 | 0.333333333333", "tolerance", "0.96" },
                { Tolerance, "0.95", Log, "number state", "Q1 | kept; Q2 | broken; Q3 | kept", "tolerance", "0.95" },
                { RightParty, "attempts", Attempts, "rpc_base rpc_rate", "4 | 0.250000000000", "rightPartyOf", "Attempts" },
                { RightParty, "contacts", Attempts, "rpc_base rpc_rate", "2 | 0.500000000000", "rightPartyOf", "Contacts" },

                // 1.1 ^ (365 ÷ 366) − 1, 1.1 ^ (360 ÷ 366) − 1, and a year of 360 days of 30-day months.
                { Years, "act_365", Loan, "irr", "0.0997135859", "dayCount", "Actual/365" },
                { Years, "act_360", Loan, "irr", "0.0982826338", "dayCount", "Actual/360" },
                { Years, "30_360", Loan, "irr", "0.1000000000", "dayCount", "30/360" },
                { Years, "act_365", Pool, "gross_irr", "0.0997135859", "dayCount", "Actual/365" },
                { Years, "act_360", Pool, "gross_irr", "0.0982826338", "dayCount", "Actual/360" },
                { Years, "30_360", Pool, "gross_irr", "0.1000000000", "dayCount", "30/360" },

                // 100 lost in two months of 61 days: × 6 ÷ 1,500, or × 365 ÷ 61; on both ends ÷ 1,000.
                { Yearly, "months", Losses, "average_upb net_charge_off_rate", "1500.00 | 0.400000000000", "ratesBy", "Months (× 12 ÷ months)" },
                { Yearly, "days", Losses, "average_upb net_charge_off_rate", "1500.00 | 0.398907103825", "ratesBy", "Days (× 365 ÷ days)" },
                { Average, "months", Losses, "average_upb net_charge_off_rate", "1500.00 | 0.400000000000", "averageLoans", "Mean of all months" },
                { Average, "ends", Losses, "average_upb net_charge_off_rate", "1000.00 | 0.600000000000", "averageLoans", "First and last balance" },
            };
            foreach (var (asked, columns, portfolio, dpd, mba, ots) in s_late)
            {
                all.Add(Days, "portfolio", asked, columns, portfolio, "daysPastDue", "Each portfolio's own");
                all.Add(Days, "dpd", asked, columns, dpd, "daysPastDue", "Plain days");
                all.Add(Days, "mba", asked, columns, mba, "daysPastDue", "MBA");
                all.Add(Days, "ots", asked, columns, ots, "daysPastDue", "OTS");
            }

            foreach (var (kinds, printed) in new[] { ("", "None"), ("late", "Late"), ("nsf", "NSF"), ("origination", "Origination"), ("payoff", "Payoff"), ("extension", "Extension"), ("other", "Other"), ("late,nsf", "Late, NSF") })
            {
                // Of ten assessed four were paid: revenue is ten, or four of the kinds set.
                string Kinds(Func<bool, string, string> row) => string.Join("; ", ConventionOptions.FeeKinds.Order(StringComparer.Ordinal).Select(kind => row(kinds.Split(',').Contains(kind), kind == "nsf" ? "NSF" : kind)));
                all.Add(Fees, kinds, "lending/fee-revenue fees from=2026-11-01 to=2026-11-30 portfolio=PF", "kind recognised net_revenue",
                    Kinds((set, kind) => set ? $"{kind} | collected | 4.00" : $"{kind} | assessed | 10.00"), "collectedKinds", printed);
                all.Add(Fees, kinds, "lending/fee-entries entries from=2026-11-01 to=2026-11-30 portfolio=PF entry=assessed", "kind revenue",
                    Kinds((set, kind) => set ? $"{kind} | 0.00" : $"{kind} | 10.00"), "collectedKinds", printed);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task The_figures_follow_it_and_page_and_files_say_it(string setting, string value, string asked, string columns, string expected, string parameter, string printed)
    {
        var engine = new TestEngine(data.Db, "2027-03-15", Set(setting, value));
        var words = asked.Split(' ');
        (string, string)[] parameters = [.. words.Skip(2).Select(word => word.Split('=')).Select(pair => (pair[0], pair[1]))];
        var request = TestEngine.Request(words[0], parameters);

        var preview = await engine.PreviewAsync(words[0], words[1], parameters);
        var places = columns.Split(' ').Select(column => preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column)).ToList();
        Assert.Equal(expected, string.Join("; ", TestEngine.Lines(preview).Select(line => line.Split(" | ")).Select(cells => string.Join(" | ", places.Select(place => cells[place])))));
        var label = preview.Parameters.Single(one => one.Name == parameter).Label;
        Assert.Equal(printed, preview.Parameters.Single(one => one.Name == parameter).Resolved);

        using var json = JsonDocument.Parse(await FileAsync(new JsonReportWriter()));
        Assert.Equal(printed, json.RootElement.GetProperty("parameters").GetProperty(parameter).GetProperty("resolved").GetString());
        var about = Workbook.Read(await FileAsync(new XlsxReportWriter()))[^1];
        Assert.Contains(about.Rows, row => row.Length > 1 && (string?)row[0] == label && (string?)row[1] == printed);
        var csv = Encoding.UTF8.GetString(await FileAsync(new CsvReportWriter(), new OutputOptions { Bom = false, ControlRecords = true })).Split("\r\n")[0];
        Assert.Contains($"{parameter}={printed}", csv, StringComparison.Ordinal);
        if (PdfText.Available)
        {
            // A long label goes on in the line below, beside which nothing stands.
            var pdf = string.Join(' ', (await PdfText.AsDrawnAsync(await FileAsync(new PdfReportWriter(PdfFonts.Find())))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var head = label.Split(' ');
            Assert.Contains(Enumerable.Range(1, head.Length), at => pdf.Contains(string.Join(' ', [.. head[..at], printed, .. head[at..]]), StringComparison.Ordinal));
        }

        async Task<byte[]> FileAsync(IReportWriter writer, OutputOptions? options = null) =>
            (await engine.WriteAsync(TestEngine.Everyone, request with { Section = words[1] }, writer, options)).Bytes;
    }

    [Fact]
    public void No_setting_is_left_out() =>
        Assert.Equal(
            typeof(ConventionOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => property.Name).Order(StringComparer.Ordinal),
            Settings.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void No_report_that_sorts_loans_by_days_past_due_is_left_out() =>
        Assert.Equal(
            TestEngine.Catalog.All.Where(report => report.Parameters.Any(parameter => parameter.Name == "daysPastDue")).Select(report => report.Meta.Key).Order(StringComparer.Ordinal),
            s_late.Select(one => one.Asked.Split(' ')[0]).Order(StringComparer.Ordinal));

    private static ConventionOptions Set(string setting, string value)
    {
        var conventions = new ConventionOptions();
        var property = typeof(ConventionOptions).GetProperty(setting)!;
        property.SetValue(conventions, Convert.ChangeType(value, property.PropertyType, CultureInfo.InvariantCulture));
        Assert.Empty(conventions.Problems());
        return conventions;
    }
}
