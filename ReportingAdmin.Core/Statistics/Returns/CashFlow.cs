namespace ReportingAdmin.Core.Statistics.Returns;

/// <summary>Money on a day: positive is received, negative is paid.</summary>
/// <param name="On">The day; flows may stand in any order and several on one day.</param>
/// <param name="Amount">In one currency.</param>
public readonly record struct CashFlow(DateOnly On, double Amount)
{
    /// <summary>A flow of booked money.</summary>
    /// <param name="on">The day.</param>
    /// <param name="amount">In one currency.</param>
    public static CashFlow Of(DateOnly on, decimal amount) => new(on, (double)amount);
}
