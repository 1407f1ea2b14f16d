using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output;

/// <summary>Sentences that a workbook's and a PDF's explaining parts have in common.</summary>
internal static class FileWords
{
    /// <summary>What stands for a parameter that was not given.</summary>
    public const string Default = "(default)";

    /// <summary>The moment of the snapshot in the company's zone and in UTC.</summary>
    /// <param name="header">The run.</param>
    public static string Snapshot(RunHeader header)
    {
        var there = TimeZoneInfo.ConvertTime(header.SnapshotAt, header.Zone);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{there:yyyy-MM-dd HH:mm:ss} {header.Zone.Id} ({header.SnapshotAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z)");
    }

    /// <summary>The report's conventions and those of every file that shows formatted cells.</summary>
    /// <param name="header">The run.</param>
    public static IEnumerable<string> Conventions(RunHeader header) =>
    [
        .. header.Report.Conventions,
        "Amounts of different currencies are never added: totals are per currency.",
        $"Instants are shown in {header.Zone.Id}; dates are ISO 8601.",
        "Amounts below zero are red and in parentheses. A blank cell has no value, which is not zero.",
        $"{Shown.Mask} is a value withheld from the person who asked.",
    ];

    /// <summary>What a column's cells are: "Amount, decimals of currency".</summary>
    /// <param name="column">The column.</param>
    /// <param name="zone">In which instants are shown.</param>
    public static string TypeOf(Shown column, TimeZoneInfo zone) => column switch
    {
        { Masked: true } => "Withheld",
        { Kind: Kind.Text } => "Text",
        { Column.Spec.Format: Format.Month } => "Month, by its first day",
        { Kind: Kind.Date } => "Date",
        { Kind: Kind.Instant } => "Date and time, " + zone.Id,
        { Kind: Kind.Flag } => "Yes or no",
        { Column.Spec.Format: Format.Money } => "Amount",
        { Column.Spec.Format: Format.Share or Format.Rate or Format.Return } => "Fraction, shown as percent",
        { Column.Spec.Format: Format.Multiple } => "Multiple",
        { Kind: Kind.Integer } => "Whole number",
        _ => "Number",
    };

    /// <summary>What stands in a column's totals row; empty for none.</summary>
    /// <param name="column">The column.</param>
    public static string TotalOf(Shown column) => column.Column.Spec.Total switch
    {
        Total.Sum => "Sum",
        Total.Count => "Number of rows with a value",
        Total.Min => "Least",
        Total.Max => "Greatest",
        Total.WeightedMean => "Mean weighted by " + column.Column.WeightName,
        Total.Ratio => $"Sum of {column.Column.NumeratorName} ÷ sum of {column.Column.DenominatorName}",
        _ => "",
    };

    /// <summary>How an identity stands, in words.</summary>
    /// <param name="state">The state.</param>
    public static string StateOf(TieOutState state) => state switch
    {
        TieOutState.Green => "Agrees",
        TieOutState.Red => "DIFFERS",
        TieOutState.NotChecked => "Not checked",
        TieOutState.NotApplicable => "Not applicable",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>The sides of an identity as a line: "Aging 7.10 = GL 7.10".</summary>
    /// <param name="place">A currency and place.</param>
    public static string Sides(TieOutDifference place) =>
        string.Join("; ", place.Sides.Select(side => side.Source + " " + Amount(side.Amount)));

    /// <summary>An amount with separators and all its decimals.</summary>
    /// <param name="amount">The amount.</param>
    public static string Amount(decimal amount) =>
        amount.ToString(amount.Scale > 2 ? "#,##0.00##########################" : "#,##0.00", CultureInfo.InvariantCulture);
}
