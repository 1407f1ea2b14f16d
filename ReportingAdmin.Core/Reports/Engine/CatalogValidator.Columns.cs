namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>Defects of declared columns.</summary>
internal sealed partial class CatalogValidator
{
    private static IEnumerable<string> ColumnDefects(Section section, Column column)
    {
        var spec = column.Spec;
        var numeric = column.Kind is Kind.Integer or Kind.Number;
        if (spec.Total is Total.Sum or Total.Min or Total.Max or Total.WeightedMean or Total.Ratio && !numeric)
        {
            yield return "only numbers have this total";
        }

        if (spec.Total == Total.WeightedMean && column.WeightName is null)
        {
            yield return "a weighted mean needs a weight";
        }

        if (spec.Total == Total.Ratio && (column.NumeratorName is null || column.DenominatorName is null))
        {
            yield return "a ratio needs a numerator and a denominator";
        }

        if (column.TotalOf.Any(name => section.Columns.First(other => other.Name == name).Kind is not (Kind.Integer or Kind.Number)))
        {
            yield return "its total is made of a column that is no number";
        }

        if (spec.Format == Format.Money && column.CurrencyName is null)
        {
            yield return "money needs a currency column";
        }

        if (spec.Format is Format.Money or Format.Share or Format.Rate or Format.Return or Format.Multiple or Format.OneDecimal && column.Kind != Kind.Number)
        {
            yield return $"format {spec.Format} is for decimal numbers";
        }

        if (spec.Format == Format.Month && column.Kind != Kind.Date)
        {
            yield return "format Month is for days";
        }

        if (spec.Personal && column.Kind != Kind.Text)
        {
            yield return "personal data is declared on text columns only";
        }

        if (column.CurrencyName is { } currency && section.Columns.First(candidate => candidate.Name == currency).Kind != Kind.Text)
        {
            yield return "the currency column is no text";
        }
    }
}
