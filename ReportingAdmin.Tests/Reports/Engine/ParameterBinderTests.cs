using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Tests.Reports.Engine;

public sealed class ParameterBinderTests
{
    private static readonly BusinessCalendar s_calendar = new(new DateOnly(2026, 11, 21), 1, null);
    private static readonly Probe s_report = new();

    [Fact]
    public void Nothing_given_takes_the_defaults()
    {
        var bound = Bind();

        var input = Assert.IsType<Probe.Input>(bound.Value!.Input);
        Assert.Equal(Period.Of("2026-10-01", "2026-10-31"), input.Period);
        Assert.Equal(AsOf.Of("2026-10-31"), input.AsOf);
        Assert.Null(input.Agency);
        Assert.Equal(Probe.Basis.PostedOn, input.Basis);
        Assert.Null(input.Least);
        Assert.All(bound.Value.Values, value => Assert.Null(value.Given));
    }

    [Fact]
    public void Lists_are_split_trimmed_and_merged()
    {
        var input = Input(("agency", " A1,B2, A1 ,,"));

        Assert.Equal(["A1", "B2"], input.Agency);
    }

    [Fact]
    public void An_empty_text_is_not_given() => Assert.Null(Input(("agency", "  ")).Agency);

    [Theory]
    [InlineData("from", "2026-11-02", "to", "2026-11-01", "Start must be on or before end.", ProblemKind.Invalid)]
    [InlineData("from", "1900-01-01", "to", "2199-12-31", "At most 5 years", ProblemKind.Invalid)]
    [InlineData("from", "0001-01-01", "to", "2026-01-01", "1900 to 2199", ProblemKind.Invalid)]
    [InlineData("from", "2026-02-29", "to", "2026-03-01", "not a calendar date", ProblemKind.Malformed)]
    [InlineData("from", "2026-13-01", "to", "2026-12-01", "not a calendar date", ProblemKind.Malformed)]
    [InlineData("from", "31/04", "to", "2026-12-01", "Not a calendar date", ProblemKind.Malformed)]
    [InlineData("from", "03/04/2026", "to", "2026-12-01", "Use YYYY-MM-DD", ProblemKind.Malformed)]
    [InlineData("asOf", "infinity", "basis", "posted_on", "Not a calendar date", ProblemKind.Malformed)]
    [InlineData("asOf", "-infinity", "basis", "posted_on", "Not a calendar date", ProblemKind.Malformed)]
    [InlineData("asOf", "now", "basis", "posted_on", "Not a calendar date", ProblemKind.Malformed)]
    [InlineData("asOf", "epoch", "basis", "posted_on", "Not a calendar date", ProblemKind.Malformed)]
    [InlineData("asOf", "２０２６-01-01", "basis", "posted_on", "Not a calendar date", ProblemKind.Malformed)]
    [InlineData("least", "NaN", "basis", "posted_on", "Not an amount", ProblemKind.Malformed)]
    [InlineData("least", "Infinity", "basis", "posted_on", "Not an amount", ProblemKind.Malformed)]
    [InlineData("least", "1e400", "basis", "posted_on", "Not an amount", ProblemKind.Malformed)]
    [InlineData("least", "1,234.56", "basis", "posted_on", "Not an amount", ProblemKind.Malformed)]
    [InlineData("least", "1.234,56", "basis", "posted_on", "Not an amount", ProblemKind.Malformed)]
    [InlineData("least", "(123.45)", "basis", "posted_on", "Not an amount", ProblemKind.Malformed)]
    [InlineData("least", "123-", "basis", "posted_on", "Not an amount", ProblemKind.Malformed)]
    [InlineData("least", "--1", "basis", "posted_on", "Not an amount", ProblemKind.Malformed)]
    [InlineData("least", "123456789012345678901234567890", "basis", "posted_on", "At most 18 digits, 2 decimals.", ProblemKind.Invalid)]
    [InlineData("least", "0.005", "basis", "posted_on", "At most 18 digits, 2 decimals.", ProblemKind.Invalid)]
    [InlineData("least", "１２", "basis", "posted_on", "Use digits 0-9.", ProblemKind.Malformed)]
    [InlineData("least", "٣", "basis", "posted_on", "Use digits 0-9.", ProblemKind.Malformed)]
    [InlineData("days", "2147483648", "basis", "posted_on", "Between 0 and 365.", ProblemKind.Invalid)]
    [InlineData("days", "-1", "basis", "posted_on", "Between 0 and 365.", ProblemKind.Invalid)]
    [InlineData("days", "1.5", "basis", "posted_on", "Not a whole number.", ProblemKind.Malformed)]
    [InlineData("basis", "99", "days", "1", "Use one of posted_on, received_on.", ProblemKind.Invalid)]
    [InlineData("basis", "Posted_On", "days", "1", "Use one of posted_on, received_on.", ProblemKind.Invalid)]
    [InlineData("agency", "A\u0000B", "days", "1", "cannot be stored", ProblemKind.Malformed)]
    [InlineData("colour", "red", "days", "1", "There is no parameter 'colour'", ProblemKind.Malformed)]
    [InlineData("onlyOpen", "yes", "days", "1", "Use true or false.", ProblemKind.Invalid)]
    public void Bad_input_is_refused_with_a_sentence_at_its_field(
        string field, string text, string other, string otherText, string sentence, ProblemKind kind)
    {
        var bound = Bind((field, text), (other, otherText));

        var problem = Assert.Single(bound.Problems);
        Assert.Contains(sentence, problem.Message, StringComparison.Ordinal);
        Assert.Equal(kind, problem.Kind);
        Assert.True(problem.Field == field || problem.Field is "from" or "to", $"at {problem.Field}");
    }

    [Fact]
    public void A_lone_surrogate_is_refused() =>
        Assert.Contains("cannot be stored", Assert.Single(Bind(("agency", "\ud800x")).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void A_parameter_given_twice_is_refused()
    {
        var given = new Dictionary<string, IReadOnlyList<string>> { ["agency"] = ["A", "B"] };

        var problem = Assert.Single(ParameterBinder.Bind(s_report, given, s_calendar).Problems);
        Assert.StartsWith("Given more than once.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_a_thousand_values_are_refused()
    {
        var text = string.Join(',', Enumerable.Range(0, 1001));

        Assert.Equal("At most 1,000 values.", Assert.Single(Bind(("agency", text)).Problems).Message);
    }

    [Fact]
    public void All_problems_are_told_at_once() =>
        Assert.Equal(["asOf", "basis", "days"], Bind(("days", "x"), ("asOf", "x"), ("basis", "x")).Problems.Select(problem => problem.Field).Order());

    [Fact]
    public void Minus_zero_is_zero() =>
        Assert.Equal("0", Input(("least", "-0")).Least!.Value.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    public void A_query_made_from_an_input_binds_back_to_it(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Prop.ForAll<int, int, int>((day, length, cents) =>
            {
                var from = new DateOnly(2000, 1, 1).AddDays(Math.Abs(day % 60000));
                var agency = length % 3 == 0 ? "" : $"Ågency {cents} 'x' %";
                var input = new Probe.Input
                {
                    Period = new Period(from, from.AddDays(Math.Abs(length % 1800))),
                    AsOf = new AsOf(from),
                    Agency = agency.Length == 0 ? null : [agency.Normalize()],
                    Basis = day % 2 == 0 ? Probe.Basis.PostedOn : Probe.Basis.ReceivedOn,
                    Least = cents / 100m,
                    Days = Math.Abs(cents % 366),
                    OnlyOpen = length % 2 == 0,
                };
                var query = ParameterText.ToQuery(s_report.Parameters, input);
                var bound = ParameterBinder.Bind(
                    s_report, query.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[pair.Value]), s_calendar);
                Assert.Empty(bound.Problems);
                var back = (Probe.Input)bound.Value!.Input;
                return back with { Agency = null } == input with { Agency = null }
                    && (back.Agency ?? []).SequenceEqual(input.Agency ?? []);
            }).QuickCheckThrowOnFailure();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_value_is_bound_with_the_type_of_its_property()
    {
        var arguments = SqlBinder.Arguments(s_report.Parameters, Input(("agency", "A1,B2"), ("days", "7"), ("least", "1.50")));

        Assert.Equal(
            ["agency:Text, Array", "as_of:Date", "basis:Text", "days:Bigint", "from:Date", "least:Numeric", "only_open:Boolean", "to:Date"],
            arguments.Values.Select(argument => $"{argument.Name}:{TypeWord(argument)}").Order(StringComparer.Ordinal));
        Assert.Equal(["A1", "B2"], Assert.IsType<string[]>(arguments["agency"].Value));
        Assert.Equal(7L, arguments["days"].Value);
        Assert.Equal("posted_on", arguments["basis"].Value);
    }

    private static string TypeWord(SqlArgument argument) =>
        argument.Type.HasFlag(NpgsqlTypes.NpgsqlDbType.Array) ? "Text, Array" : argument.Type.ToString();

    private static Probe.Input Input(params (string Name, string Text)[] given) => (Probe.Input)Bind(given).Value!.Input;

    private static Outcome<BoundInput> Bind(params (string Name, string Text)[] given) =>
        ParameterBinder.Bind(s_report, given.ToDictionary(pair => pair.Name, pair => (IReadOnlyList<string>)[pair.Text]), s_calendar);

    private sealed class Probe() : Report<Probe.Input>(new ReportMeta
    {
        Key = "escrow/probe",
        Title = "Probe",
        Question = "What?",
        Description = "A report for tests of the binder.",
        Permission = "reports.escrow.read",
        ScopedBy = ScopedBy.Nothing,
        Sources = ["escrow.agency"],
        Owner = "Finance",
    })
    {
        public enum Basis
        {
            PostedOn,
            ReceivedOn,
        }

        public override IReadOnlyList<Section> Sections => [];

        public sealed record Input
        {
            [Parameter("Period", "Days.", Default = "last-month")]
            public Period Period { get; init; }

            [Parameter("As of", "Day.", Default = "last-month-end")]
            public AsOf AsOf { get; init; }

            [Parameter("Agency", "Which.")]
            public IReadOnlyList<string>? Agency { get; init; }

            [Parameter("Basis", "Which date.")]
            public Basis Basis { get; init; } = Basis.PostedOn;

            [Parameter("Least", "Amount.")]
            public decimal? Least { get; init; }

            [Parameter("Days", "How many.", Min = 0, Max = 365)]
            public int? Days { get; init; }

            [Parameter("Only open", "Leaves out closed ones.")]
            public bool OnlyOpen { get; init; }
        }
    }
}
