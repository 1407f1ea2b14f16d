namespace ReportingAdmin.Core.Statistics.Relations;

/// <summary>One term of a regression.</summary>
/// <param name="Name">The column, or <c>(intercept)</c>.</param>
/// <param name="Coefficient">How much y changes with one unit of it, the others kept.</param>
/// <param name="StandardError">Of the coefficient; 0 when the points lie exactly on the fit.</param>
/// <param name="T">Coefficient ÷ standard error; null when that is 0.</param>
/// <param name="PValue">Two-sided, by Student's t; null when <paramref name="T"/> is.</param>
public sealed record RegressionTerm(string Name, double Coefficient, double StandardError, double? T, double? PValue);

/// <summary>The value that a regression gives for new figures.</summary>
/// <param name="Value">On the fit.</param>
/// <param name="Low">Lower end of the band for one new observation.</param>
/// <param name="High">Its upper end.</param>
/// <param name="MeanLow">Lower end of the narrower band for the mean of many observations there.</param>
/// <param name="MeanHigh">Its upper end.</param>
public sealed record RegressionPrediction(double Value, double Low, double High, double MeanLow, double MeanHigh);

/// <summary>The fit as a whole.</summary>
/// <param name="Count">Observations.</param>
/// <param name="Degrees">Observations minus terms.</param>
/// <param name="ResidualDeviation">Residual standard deviation, in units of y.</param>
/// <param name="RSquared">Share of the variance of y that is explained; without an intercept, of its sum of squares.</param>
/// <param name="AdjustedRSquared">The same, less what as many random columns would explain.</param>
/// <param name="F">Explained ÷ unexplained mean square; null when the points lie exactly on the fit.</param>
/// <param name="FPValue">P(F at least so large); null when <paramref name="F"/> is.</param>
public sealed record RegressionFit(int Count, int Degrees, double ResidualDeviation, double RSquared, double AdjustedRSquared, double? F, double? FPValue);
