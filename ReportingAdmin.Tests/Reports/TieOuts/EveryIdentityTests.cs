using System.Reflection;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.TieOuts;

/// <summary>An identity that was never seen red proves nothing: each has tests that break it by a cent, a missing line and a doubled one.</summary>
public sealed class EveryIdentityTests
{
    private static readonly List<(BreaksAttribute Breaks, MethodInfo Method)> s_breaks =
    [
        .. typeof(EveryIdentityTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<BreaksAttribute>().Select(breaks => (breaks, method))),
    ];

    public static TheoryData<string> Identities => [.. TestEngine.Catalog.All.SelectMany(report => report.TieOutList).Select(tieOut => tieOut.Key).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Identities))]
    public void Tests_break_it_by_a_cent_a_missing_line_and_a_doubled_one(string identity) =>
        Assert.Equal(Harm.All, s_breaks.Where(one => one.Breaks.Identity == identity).Aggregate(default(Harm), (seen, one) => seen | one.Breaks.Harm));

    [Fact]
    public void What_breaks_an_identity_is_a_test_of_one_that_there_is()
    {
        var known = TestEngine.Catalog.All.SelectMany(report => report.TieOutList).Select(tieOut => tieOut.Key).ToHashSet();

        Assert.All(s_breaks, one => Assert.Contains(one.Breaks.Identity, known));
        Assert.All(s_breaks, one => Assert.NotEmpty(one.Method.GetCustomAttributes(typeof(FactAttribute), true)));
    }
}
