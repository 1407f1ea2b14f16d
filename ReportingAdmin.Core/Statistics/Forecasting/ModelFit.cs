namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>What one model says of a series.</summary>
/// <param name="Name">The model, for the answer's method.</param>
/// <param name="Mean">Its forecast for each step ahead.</param>
/// <param name="Deviation">Standard deviation of its error at each step, in the model's own view.</param>
internal sealed record ModelFit(string Name, double[] Mean, double[] Deviation)
{
    /// <summary>True when every number is finite.</summary>
    public bool IsUsable => Array.TrueForAll(Mean, double.IsFinite) && Array.TrueForAll(Deviation, double.IsFinite);
}
