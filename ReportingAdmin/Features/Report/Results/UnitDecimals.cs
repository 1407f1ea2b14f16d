using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>
/// Decimals on a page whose columns mix units (people, dollars, shares): as many for every figure of a unit in a column, so that
/// their points stand below each other. Files have all decimals.
/// </summary>
internal sealed class UnitDecimals
{
    // The column of the metrics' tables that says what the other figures of the row are in.
    private const string Unit = "unit";

    // Readings in the unit "share" are fractions: 0.8598 is 85.98 %.
    private const string Share = "share";
    private const int MostOfShares = 4;
    private const int MostOfOthers = 2;

    // A share in percent has one, as every other share on the page: 50 % is 50.0 below 33.3, and counts beside it stay whole.
    private const string Percent = "%";
    private const int DecimalsOfPercent = 1;

    private readonly Dictionary<(int Column, string Unit), int> _decimals = [];
    private readonly int _unit;

    private UnitDecimals(int unit) => _unit = unit;

    /// <summary>Those of a page; where no column tells units there are none.</summary>
    /// <param name="columns">The columns shown.</param>
    /// <param name="rows">The rows of the page.</param>
    public static UnitDecimals Of(IReadOnlyList<Shown> columns, IReadOnlyList<PreviewRow> rows)
    {
        var decimals = new UnitDecimals(columns.ToList().FindIndex(shown => shown.Column.Name == Unit));
        foreach (var row in decimals._unit < 0 ? [] : rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (columns[i] is { Masked: false, Column.Spec.Format: Format.Plain } && row.Cells[i] is decimal number)
                {
                    var key = (i, decimals.UnitOf(row));
                    decimals._decimals[key] = Math.Max(decimals._decimals.GetValueOrDefault(key), Own(number));
                }
            }
        }

        return decimals;
    }

    /// <summary>A figure in words; null where its column says how it is written.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its place.</param>
    public string? Text(PreviewRow row, int column) =>
        _unit >= 0 && row.Cells[column] is decimal number && _decimals.TryGetValue((column, UnitOf(row)), out var own)
            ? Display.Fixed(number, Fitting(UnitOf(row), own))
            : null;

    private static int Fitting(string unit, int own) =>
        unit.Length == 3 && unit.All(char.IsAsciiLetterUpper) ? Display.DecimalsOf(unit)
        : unit == Percent ? DecimalsOfPercent
        : Math.Min(own, unit == Share ? MostOfShares : MostOfOthers);

    // Division by a one of 28 decimals takes the zeros at the end away.
    private static int Own(decimal number) => (number / 1.0000000000000000000000000000m).Scale;

    private string UnitOf(PreviewRow row) => row.Cells[_unit] as string ?? "";
}
