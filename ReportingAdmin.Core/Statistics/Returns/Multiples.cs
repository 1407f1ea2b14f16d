using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Statistics.Returns;

/// <summary>How many times the invested money has come back: MOIC (TVPI) = DPI + RVPI.</summary>
/// <param name="Dpi">Distributions to date ÷ invested.</param>
/// <param name="Rvpi">Residual value ÷ invested.</param>
public sealed record Multiples(decimal Dpi, decimal Rvpi)
{
    /// <summary>(Distributions to date + residual value) ÷ invested.</summary>
    public decimal Moic => Dpi + Rvpi;

    /// <summary>The multiples, or why there are none.</summary>
    /// <param name="invested">Capital paid in to date, costs of buying included; above zero.</param>
    /// <param name="distributed">Received to date, net of costs.</param>
    /// <param name="residual">The value still held.</param>
    public static Outcome<Multiples> Of(decimal invested, decimal distributed, decimal residual)
    {
        if (invested <= 0)
        {
            return new Problem(ProblemKind.Invalid, "Nothing is invested, so there is no multiple of it.", "invested");
        }

        try
        {
            return new Multiples(distributed / invested, residual / invested);
        }
        catch (OverflowException)
        {
            return new Problem(ProblemKind.Invalid, "The multiple is too large to be written as a number.", "invested");
        }
    }
}
