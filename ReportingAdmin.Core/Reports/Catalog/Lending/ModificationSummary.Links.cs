using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The ways from the summary to the modifications behind its figures.</summary>
public sealed partial class ModificationSummary
{
    private static string[] Added =>
    [
        nameof(KindRow.Modifications), nameof(KindRow.UpbBefore), nameof(KindRow.UpbAfter), nameof(KindRow.Capitalised),
        nameof(KindRow.PaymentBefore), nameof(KindRow.PaymentAfter),
    ];

    private static IEnumerable<Drill<Input, TRow>> Links<TRow>(Func<Input, TRow, Modifications.Input> target, params IEnumerable<string> columns) =>
        columns.Select(column => new Drill<Input, TRow>(column, "The modified loans", typeof(Modifications), target));

    private static Modifications.Input OfKind(Input input, KindRow row) => All(input, row.Currency) with
    {
        Period = row.Month is { } month ? Dates.Within(month, input.Period) : input.Period,
        Kind = [KindOf(row.Kind)],
    };

    private static Modifications.Input OfBand(Input input, BandRow row) => All(input, row.Currency) with { Band = [BandOf(row.Band)] };

    private static Modifications.Input OfAge(Input input, RedefaultRow row) =>
        All(input, row.Currency) with { Kind = [KindOf(row.Kind)], MonthsAfter = (int)row.MonthsAfter };

    private static Modifications.Input All(Input input, string currency) => new()
    {
        Period = input.Period,
        AsOf = input.AsOf,
        Kind = input.Kind,
        DaysPastDue = input.DaysPastDue,
        Portfolio = input.Portfolio,
        Program = input.Program,
        Vintage = input.Vintage,
        Currency = [currency],
    };

    private static ModificationKind KindOf(string kind) =>
        Enum.Parse<ModificationKind>(kind.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true);

    private static Modifications.PaymentBand BandOf(string band) => band switch
    {
        "20 % or more down" => Modifications.PaymentBand.TwentyDown,
        "10 to under 20 % down" => Modifications.PaymentBand.TenDown,
        "under 10 % down" => Modifications.PaymentBand.UnderTenDown,
        "unchanged" => Modifications.PaymentBand.Unchanged,
        "up" => Modifications.PaymentBand.Up,
        _ => Modifications.PaymentBand.NotKnown,
    };
}
