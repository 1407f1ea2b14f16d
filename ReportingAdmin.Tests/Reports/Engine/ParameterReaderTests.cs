using ReportingAdmin.Core.Reports.Catalog.Lending;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Tests.Reports.Engine;

/// <summary>The order in which parameters are asked for: an input's own first, then what few inputs share, then what many do.</summary>
public sealed class ParameterReaderTests
{
    [Fact]
    public void The_own_parameters_come_before_those_of_few_and_these_before_those_of_many() =>
        Assert.Equal(
            "period rightPartyOf | asOf graceDays tolerance | daysPastDue | portfolio program vintage currency".Replace(" |", "", StringComparison.Ordinal),
            string.Join(' ', ParameterReader.Read(typeof(CollectionPerformance.Input)).Select(parameter => parameter.Name)));

    [Fact]
    public void Parameters_that_are_all_its_own_stand_as_they_are_declared() =>
        Assert.Equal(
            ["asOf", "by", "portfolio", "program"],
            ParameterReader.Read(typeof(Plain)).Select(parameter => parameter.Name));

    private sealed record Plain
    {
        [Parameter("As of", "A day.")]
        public AsOf AsOf { get; init; }

        [Parameter("By", "A word.")]
        public string? By { get; init; }

        [Parameter("Portfolio", "Codes.")]
        public IReadOnlyList<string>? Portfolio { get; init; }

        [Parameter("Program", "Codes.")]
        public IReadOnlyList<string>? Program { get; init; }
    }
}
