using System.ComponentModel;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>When a loan counts as late, for a report that sets the portfolios' own methods aside.</summary>
public enum DelinquencyMethod
{
    /// <summary>Plain days from the oldest unpaid due date.</summary>
    [Description("Plain days")]
    Dpd,

    /// <summary>30 days late when the payment is missing at the end of the day before the next due date.</summary>
    [Description("MBA")]
    Mba,

    /// <summary>30 days late at the close of the next due date: a day later than MBA.</summary>
    [Description("OTS")]
    Ots,
}

/// <summary>The input of a report that sorts loans into days-past-due buckets.</summary>
/// <typeparam name="TSelf">The input itself.</typeparam>
public interface IDelinquencyInput<out TSelf>
{
    /// <summary>The method for all portfolios; null = each portfolio's own.</summary>
    DelinquencyMethod? DaysPastDue { get; }

    /// <summary>The same input by a method.</summary>
    /// <param name="method">For all portfolios.</param>
    TSelf By(DelinquencyMethod? method);
}

/// <summary>What the settings say of the method.</summary>
internal static class DelinquencyMethods
{
    /// <summary>What stands where no method is chosen for all.</summary>
    public const string Own = "Each portfolio's own";

    /// <summary>What the parameter means.</summary>
    public const string Meaning = "One method for all portfolios; left empty, as the setting Conventions:DaysPastDue says: each portfolio's own unless set otherwise.";

    /// <summary>The method for all portfolios; null = each portfolio's own.</summary>
    /// <param name="conventions">The settings.</param>
    public static DelinquencyMethod? Of(ConventionOptions conventions) =>
        Enum.TryParse<DelinquencyMethod>(conventions.DaysPastDue, ignoreCase: true, out var method) ? method : null;

    /// <summary>An input with the settings' method where it names none and sorts into buckets at all.</summary>
    /// <typeparam name="TInput">The input.</typeparam>
    /// <param name="input">As it was given.</param>
    /// <param name="conventions">The settings.</param>
    public static TInput Settle<TInput>(TInput input, ConventionOptions conventions)
        where TInput : class =>
        input is IDelinquencyInput<TInput> { DaysPastDue: null } open ? open.By(Of(conventions)) : input;
}
