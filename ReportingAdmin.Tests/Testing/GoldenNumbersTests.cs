using System.Reflection;

namespace ReportingAdmin.Tests.Testing;

/// <summary>The golden numbers, and that a test holds the code to each.</summary>
public sealed class GoldenNumbersTests
{
    public const string IrregularXirr = "XIRR of irregular flows: 37.336253 %";
    public const string LeapYearXirr = "XIRR over a leap year: 9.971359 %, not 10 %";
    public const string NoSingleRate = "XIRR of one sign only, and of two roots, 10 % and 20 %: words, no number";
    public const string MonthlyRate = "1 % a month: 12 % nominal, 12.682503 % effective";
    public const string PrepaymentSpeed = "SMM 1.002506 %, CPR 11.388437 %";
    public const string YearlyToMonthlySpeed = "CPR 8 % is SMM 0.692438 %; 100 PSA in month 6 is CPR 1.2 %, SMM 0.100554 %";
    public const string NetChargeOffRate = "Net charge-off rate of a quarter: 4.80 % annualised";
    public const string WeightedRate = "WAC 7.20 %, where a plain mean says 9 %";
    public const string DayCount = "100,000 at 7.3 % over two months: 1,216.67, 1,200.00, 1,216.67 by 30/360, Act/365, Act/360";
    public const string RollRow = "Roll row 55/15/20/8/2 %, sum 100 %, cure 55 %";
    public const string PromisesKept = "Promises kept: 60 % at tolerance 100 %, 70 % at 95 %, denominator 10";
    public const string Multiples = "MOIC 1.138614, DPI 0.594059, RVPI 0.544554";
    public const string LinearBand = "Linear band: 129.4667 ± 5.1162 (mean ± 3.4861) at 7, 139.3524 ± 6.3717 at 9";
    public const string RobustScore = "MAD score 19.56 is flagged, plain z 2.26 is not";
    public const string BucketEdges = "Each edge of days past due in exactly one bucket; due 1 Nov, as of 30 Nov: MBA 30 days, OTS current";

    private static readonly string[] s_numbers =
    [
        .. typeof(GoldenNumbersTests).GetFields(BindingFlags.Public | BindingFlags.Static).Where(one => one.IsLiteral).Select(one => (string)one.GetRawConstantValue()!),
    ];

    public static TheoryData<string> Numbers => [.. s_numbers];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_test_holds_the_code_to_it(string number) =>
        Assert.Contains(
            typeof(GoldenNumbersTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()),
            method => method.GetCustomAttributes<GoldenAttribute>().Any(golden => golden.Number == number) && method.GetCustomAttributes(typeof(FactAttribute), true).Length > 0);

    [Fact]
    public void There_are_the_fifteen_of_the_definitions() => Assert.Equal(15, s_numbers.Length);
}
