using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Explore;

/// <summary>How the figures of an answer are written: as many decimals in all of them as their size is worth.</summary>
internal sealed record FigureStyle(Format Format, int Decimals, Measure Measure)
{
    private const double Most = 1e27; // beyond, no decimal

    /// <summary>For figures of that size.</summary>
    public static FigureStyle Of(Measure measure, IEnumerable<double> values)
    {
        if (measure.IsShare)
        {
            return new FigureStyle(Format.Share, 3, measure);
        }

        var size = values.Select(Math.Abs).DefaultIfEmpty().Max();
        return size switch
        {
            >= 1000 => new FigureStyle(Format.Plain, 0, measure),
            >= 20 => new FigureStyle(Format.OneDecimal, 1, measure),
            _ => new FigureStyle(Format.Money, 2, measure),
        };
    }

    /// <summary>The figure, rounded for its picture and table.</summary>
    public decimal Of(double value) => Math.Round((decimal)Math.Clamp(value, -Most, Most), Decimals, MidpointRounding.AwayFromZero);

    /// <summary>The figure in a table.</summary>
    public string Cell(double value) => Display.Number(Of(value), Format);

    /// <summary>A change, with its sign; of a share in percentage points.</summary>
    public string Change(double value) => Display.Change(Of(value), Format);

    /// <summary>The figure in a sentence, with its unit.</summary>
    public string Said(double value) => WithUnit(Cell(value));

    /// <summary>A figure that was given, with all its decimals.</summary>
    public string Given(double value)
    {
        var exact = (decimal)Math.Clamp(value, -Most, Most);
        return Of(value) == exact ? Cell(value)
            : Measure.IsShare ? Display.Number(exact * 100, Format.Plain) + " %"
            : Measure.IsMoney && exact == Math.Round(exact, 2) ? Display.Number(exact, Format.Money)
            : Display.Number(exact, Format.Plain);
    }

    /// <summary>The same in a sentence, with its unit.</summary>
    public string Exactly(double value) => WithUnit(Given(value));

    /// <summary>The heading of figures: the unit stands there and not in each cell.</summary>
    public string Header(string name) => Measure.Unit is null || Measure.IsShare ? name : $"{name}, {Measure.Unit}";

    /// <summary>A difference in words: 12.3 % more, 1.2 points less, about as much.</summary>
    public string Difference(double now, double before)
    {
        if (Measure.IsShare)
        {
            var points = 100 * (now - before);
            return Math.Abs(points) < 0.05 ? "as much as" : Say($"{Math.Abs(points):0.0} percentage points {(points > 0 ? "more" : "less")} than");
        }

        if (!(before > 0))
        {
            return now == before ? "as much as" : $"{Said(Math.Abs(now - before))} {(now > before ? "more" : "less")} than";
        }

        var share = (now - before) / before;
        return Math.Abs(share) < 0.005 ? "about as much as" : Say($"{100 * Math.Abs(share):0.#} % {(share > 0 ? "more" : "less")} than");
    }

    private string WithUnit(string figure) =>
        Measure.IsShare || Measure.Unit is null ? figure
        : Measure.IsMoney ? $"{Measure.Unit} {figure}"
        : $"{figure} {Measure.Unit}";

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
