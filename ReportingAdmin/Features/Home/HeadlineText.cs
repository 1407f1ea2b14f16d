using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Home;

/// <summary>Headline figures in words.</summary>
internal static class HeadlineText
{
    /// <summary>The figure to its last decimal, with its currency.</summary>
    public static string Exact(HeadlineFigure figure, HeadlineAmount? amount) =>
        amount?.Value is { } value ? Text(figure, value, amount.Currency) : "No data";

    /// <summary>The figure in short, with its currency.</summary>
    public static string Short(HeadlineFigure figure, HeadlineAmount amount) =>
        amount.Currency is { } code
            ? $"{code} {ShortFigure.Of(amount.Value, figure.Column.Spec.Format, code)}"
            : ShortFigure.Of(amount.Value, figure.Column.Spec.Format, null);

    /// <summary>How it changed: by percent, for shares by points.</summary>
    public static string Change(HeadlineFigure figure, HeadlineAmount? amount)
    {
        if (amount is not { Value: { } now, Before: { } before })
        {
            return $"No figure of {figure.ComparedWith}";
        }

        if (now == before)
        {
            return $"As in {figure.ComparedWith}";
        }

        var word = now > before ? "Up" : "Down";
        if (IsShare(figure))
        {
            return $"{word} {Display.Number(Math.Abs(now - before) * 100, Format.OneDecimal)} points from {figure.ComparedWith}";
        }

        return before == 0
            ? $"{word} from 0 in {figure.ComparedWith}"
            : $"{word} {Display.Number(Math.Abs((now - before) / before), Format.Share)} from {figure.ComparedWith}";
    }

    /// <summary>How the change reads: <c>better</c>, <c>worse</c> or <c>neutral</c>.</summary>
    public static string ToneOf(HeadlineFigure figure, HeadlineAmount? amount) =>
        amount is not { Value: { } now, Before: { } before } || now == before || figure.Headline.HigherIs == HigherIs.Neutral ? "neutral"
        : now > before == (figure.Headline.HigherIs == HigherIs.Better) ? "better"
        : "worse";

    /// <summary>An amount of the figure's column, with its currency in front.</summary>
    public static string Text(HeadlineFigure figure, decimal value, string? currency)
    {
        var spec = figure.Column.Spec;
        var number = figure.Column.Kind == Kind.Integer ? Display.Cell((long)value, Format.Plain) : Display.Number(value, spec.Format, currency);
        return currency is null ? number : $"{currency} {number}";
    }

    private static bool IsShare(HeadlineFigure figure) => figure.Column.Spec.Format is Format.Share or Format.Rate or Format.Return;
}
