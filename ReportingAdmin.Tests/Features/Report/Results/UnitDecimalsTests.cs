using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Features.Report.Results;

namespace ReportingAdmin.Tests.Features.Report.Results;

public sealed class UnitDecimalsTests
{
    private static readonly IReadOnlyList<Shown> s_columns = [.. ColumnReader.Read(typeof(Row)).Select(column => new Shown(column, column.Spec.Header, false))];

    // Dollars have cents; whole people stay whole where all are, and have at most two decimals; shares have four at most.
    [Fact]
    public void Figures_of_a_unit_have_as_many_decimals_as_each_other_in_a_column()
    {
        PreviewRow[] rows = [Of("USD", 5446344.1m, 40331.834038m), Of("USD", 41301m, 7m), Of("people", 18364m, 353.153846m), Of("people", 371.000000m, 1051m), Of("share", 26.98m, 0.518846m), Of("share", 29.9631m, 0.5m)];

        var decimals = UnitDecimals.Of(s_columns, rows);

        Assert.Equal(
            ["5,446,344.10 | 40,331.83", "41,301.00 | 7.00", "18,364 | 353.15", "371 | 1,051.00", "26.9800 | 0.5188", "29.9631 | 0.5000"],
            rows.Select(row => $"{decimals.Text(row, 1)} | {decimals.Text(row, 2)}"));
    }

    // As in the financial statistics: counts beside a share in percent.
    [Fact]
    public void A_share_in_percent_has_one_decimal_in_every_column_and_counts_beside_it_none()
    {
        PreviewRow[] rows = [Of("cases", 1204m, 12m), Of("%", 50m, 33.3333333m), Of("requests", 0m, -3m)];

        var decimals = UnitDecimals.Of(s_columns, rows);

        Assert.Equal(["1,204 | 12", "50.0 | 33.3", "0 | −3"], rows.Select(row => $"{decimals.Text(row, 1)} | {decimals.Text(row, 2)}"));
    }

    [Fact]
    public void What_has_a_format_or_is_no_number_is_left_to_its_column()
    {
        PreviewRow[] rows = [Of("people", 1m, 2m)];

        var decimals = UnitDecimals.Of(s_columns, rows);

        Assert.Null(decimals.Text(rows[0], 0));
        Assert.Null(decimals.Text(rows[0], 3));
    }

    [Fact]
    public void Without_a_column_of_units_every_column_is_left_as_it_is()
    {
        PreviewRow[] rows = [new([1.5m], null, new Dictionary<string, DrillTarget>())];

        Assert.Null(UnitDecimals.Of([s_columns[1]], rows).Text(rows[0], 0));
    }

    private static PreviewRow Of(string unit, decimal sum, decimal mean) => new([unit, sum, mean, 0.25m], null, new Dictionary<string, DrillTarget>());

    private sealed record Row
    {
        [Column("Unit", "Of the figures.", Key = true)]
        public string Unit { get; init; } = "";

        [Column("Sum", "Σ of the readings.")]
        public decimal Sum { get; init; }

        [Column("Mean", "Sum ÷ readings.")]
        public decimal Mean { get; init; }

        [Column("Share", "Sum ÷ all.", Format = Format.Share)]
        public decimal Share { get; init; }
    }
}
