using System.Collections;
using Bunit;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs.Comparing;
using ReportingAdmin.Features.Runs;

namespace ReportingAdmin.Tests.Features.Runs;

public sealed class CompareSectionTests : BunitContext
{
    [Fact]
    public void Amounts_stand_in_the_currency_of_their_row_and_columns_are_not_gone_through_for_each_of_them()
    {
        var few = new Counted();
        var many = new Counted();

        var shown = Shown(few, rows: 1);
        Shown(many, rows: 50);

        Assert.Equal(["JPY", "1,235", "7.00"], shown.FindAll("tbody td").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(few.TimesRead, many.TimesRead);
    }

    private IRenderedComponent<CompareSection> Shown(Counted columns, int rows) => Render<CompareSection>(parameters => parameters
        .Add(one => one.Zone, TimeZoneInfo.Utc)
        .Add(one => one.Section, new SectionComparison(
            "rows",
            "Rows",
            columns,
            new RowComparison(rows, 0, 0, 0, [.. Enumerable.Range(0, rows).Select(i => new RowDifference(RowChange.Added, null, ["JPY", 1234.6m, 7m], [], 0))]),
            ByKey: true,
            [])));

    private sealed class Counted : IReadOnlyList<ComparedColumn>
    {
        private readonly ComparedColumn[] _columns =
        [
            new("currency", "Currency", Kind.Text, Format.Plain, Key: true),
            new("amount", "Amount", Kind.Number, Format.Money, Key: false, "currency"),
            new("other", "Other", Kind.Number, Format.Money, Key: false),
        ];

        public int TimesRead { get; private set; }

        public int Count => _columns.Length;

        public ComparedColumn this[int index] => _columns[index];

        public IEnumerator<ComparedColumn> GetEnumerator()
        {
            TimesRead++;
            return _columns.AsEnumerable().GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
