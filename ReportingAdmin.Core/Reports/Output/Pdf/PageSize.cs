namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>A sheet of paper, in points (1/72 inch).</summary>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
internal readonly record struct PageSize(double Width, double Height)
{
    /// <summary>White on each side.</summary>
    public const double Margin = 36;

    /// <summary>White below the text, the footer is in it.</summary>
    public const double BottomMargin = 48;

    /// <summary>Width between the margins.</summary>
    public double TextWidth => Width - (2 * Margin);

    /// <summary>Height between the margins.</summary>
    public double TextHeight => Height - Margin - BottomMargin;

    /// <summary>A4, or US Letter.</summary>
    /// <param name="letter">US Letter.</param>
    /// <param name="landscape">Turned.</param>
    public static PageSize Of(bool letter, bool landscape)
    {
        var (width, height) = letter ? (612d, 792d) : (595.28, 841.89);
        return landscape ? new PageSize(height, width) : new PageSize(width, height);
    }
}
