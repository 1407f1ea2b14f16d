using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Runs.Comparing;

/// <summary>Why a balance changed.</summary>
public enum BridgePart
{
    /// <summary>The row is new.</summary>
    New,

    /// <summary>The row grew: drawn, capitalised, accrued.</summary>
    Increased,

    /// <summary>The row shrank by what was paid.</summary>
    Paid,

    /// <summary>The row came to nothing as its status changed, or open rows are all there are and it is gone: paid off, sold, closed.</summary>
    Closed,

    /// <summary>The row is gone, and neither run says why: paid off, sold or charged off in a month between, or no longer asked for.</summary>
    Left,

    /// <summary>What was charged off in between.</summary>
    ChargedOff,

    /// <summary>The row's rate changed, for amounts that grow with a rate.</summary>
    Rate,

    /// <summary>The row moved from one class to another: out of the one, into the other; over all classes it comes to nothing.</summary>
    Reclassified,
}

/// <summary>A step of a bridge.</summary>
/// <param name="Class">The class whose balance it changed; empty where there are none.</param>
/// <param name="Currency">ISO code; empty where the amount has none.</param>
/// <param name="Part">Why.</param>
/// <param name="Rows">Rows it concerns.</param>
/// <param name="Amount">By how much.</param>
public sealed record BridgeStep(string Class, string Currency, BridgePart Part, long Rows, decimal Amount);

/// <summary>A class's balance in both runs.</summary>
/// <param name="Class">The class; empty where there are none.</param>
/// <param name="Currency">ISO code; empty where the amount has none.</param>
/// <param name="Before">In the earlier run.</param>
/// <param name="After">In the later run.</param>
public sealed record BridgeEnds(string Class, string Currency, decimal Before, decimal After);

/// <summary>
/// How the balance of one run became that of another: for every class and currency the opening balance and the sum of its steps
/// are the closing balance, to the last digit.
/// </summary>
/// <param name="Amount">The column that is bridged.</param>
/// <param name="Class">The column of classes; null = none.</param>
/// <param name="Ends">Opening and closing balances, by currency and class.</param>
/// <param name="Steps">What lies between, by currency, class and part; parts that do not occur are left out.</param>
public sealed record BalanceBridge(ComparedColumn Amount, ComparedColumn? Class, IReadOnlyList<BridgeEnds> Ends, IReadOnlyList<BridgeStep> Steps)
{
    /// <summary>False where the runs show an amount without its currency: all are together then.</summary>
    public bool ByCurrency { get; init; } = true;
}

/// <summary>Builds a bridge from matched rows.</summary>
public sealed class BridgeBuilder
{
    private const int CentDecimals = 2;

    private readonly IReadOnlyList<ComparedColumn> _columns;
    private readonly BridgeSpec _spec;
    private readonly int _amount;
    private readonly int _class;
    private readonly int _status;
    private readonly int _chargedOff;
    private readonly int _rate;
    private readonly int _currency;
    private readonly Dictionary<(string Currency, string Class), (decimal Before, decimal After)> _ends = [];
    private readonly Dictionary<(string Currency, string Class, BridgePart Part), (long Rows, decimal Amount)> _steps = [];

    private BridgeBuilder(IReadOnlyList<ComparedColumn> columns, BridgeSpec spec)
    {
        (_columns, _spec) = (columns, spec);
        _amount = IndexOf(spec.Amount);
        _class = IndexOf(spec.Class);
        _status = IndexOf(spec.Status);
        _chargedOff = IndexOf(spec.ChargedOffToDate);
        _rate = IndexOf(spec.Rate);
        _currency = _amount < 0 ? -1 : IndexOf(columns[_amount].Currency);
    }

    /// <summary>A builder for a section; null where the rows cannot be bridged: no key, or the amount is not among the columns.</summary>
    /// <param name="columns">The compared columns.</param>
    /// <param name="spec">What the section says of its balance; null = nothing.</param>
    public static BridgeBuilder? For(IReadOnlyList<ComparedColumn> columns, BridgeSpec? spec)
    {
        var builder = spec is null || !columns.Any(column => column.Key) ? null : new BridgeBuilder(columns, spec);
        return builder is { _amount: >= 0 } ? builder : null;
    }

    /// <summary>A matched pair, or a row without a partner.</summary>
    /// <param name="before">In the earlier run; null where it is new.</param>
    /// <param name="after">In the later run; null where it is gone.</param>
    public void Add(object?[]? before, object?[]? after)
    {
        var (opening, closing) = (Amount(before), Amount(after));
        if (before is not null)
        {
            End(before, opening, 0);
        }

        if (after is not null)
        {
            End(after, 0, closing);
        }

        if (before is null)
        {
            Step(after!, BridgePart.New, closing);
        }
        else if (after is null)
        {
            Step(before, _spec.OpenRowsOnly ? BridgePart.Closed : BridgePart.Left, -opening);
        }
        else
        {
            Between(before, after, opening, closing);
        }
    }

    /// <summary>The bridge.</summary>
    /// <exception cref="InvalidOperationException">A class does not add up: a defect of this class.</exception>
    public BalanceBridge Build()
    {
        foreach (var ((currency, name), (before, after)) in _ends)
        {
            var steps = _steps.Where(step => step.Key.Currency == currency && step.Key.Class == name).Sum(step => step.Value.Amount);
            if (before + steps != after)
            {
                throw new InvalidOperationException($"The bridge of {name} {currency} is off by {after - before - steps}.");
            }
        }

        return new BalanceBridge(
            _columns[_amount],
            _class < 0 ? null : _columns[_class],
            [.. _ends.OrderBy(end => end.Key.Currency, StringComparer.Ordinal).ThenBy(end => end.Key.Class, StringComparer.Ordinal)
                .Select(end => new BridgeEnds(end.Key.Class, end.Key.Currency, end.Value.Before, end.Value.After))],
            [.. _steps.OrderBy(step => step.Key.Currency, StringComparer.Ordinal).ThenBy(step => step.Key.Class, StringComparer.Ordinal).ThenBy(step => step.Key.Part)
                .Select(step => new BridgeStep(step.Key.Class, step.Key.Currency, step.Key.Part, step.Value.Rows, step.Value.Amount))])
        {
            ByCurrency = _currency >= 0 || _columns[_amount].Currency is null,
        };
    }

    private void Between(object?[] before, object?[] after, decimal opening, decimal closing)
    {
        if (Place(before) != Place(after))
        {
            Step(before, BridgePart.Reclassified, -opening);
            Step(after, BridgePart.Reclassified, opening);
        }

        var chargedOff = ChargedOff(before, after, closing - opening);
        Step(after, BridgePart.ChargedOff, chargedOff);
        var byRate = chargedOff == 0 && closing != 0 ? ByRate(before, after, opening) : 0;
        Step(after, BridgePart.Rate, byRate);
        var rest = closing - opening - chargedOff - byRate;
        Step(after, rest > 0 ? BridgePart.Increased : closing == 0 && chargedOff == 0 && Changed(before, after, _status) ? BridgePart.Closed : BridgePart.Paid, rest);
    }

    // By the amounts where both rows tell them, taken back ones too; otherwise all of the change of a row that became one.
    private decimal ChargedOff(object?[] before, object?[] after, decimal change) =>
        _chargedOff >= 0 && before[_chargedOff] is decimal was && after[_chargedOff] is decimal now && was != now ? was - now
        : IsChargedOff(after) && !IsChargedOff(before) ? change
        : 0;

    private static bool Changed(object?[] before, object?[] after, int place) => place >= 0 && !Equals(before[place], after[place]);

    // What the opening amount would have been at the later rate, less what it was; to the cent. The rest is the amount's own.
    private decimal ByRate(object?[] before, object?[] after, decimal opening) =>
        _rate >= 0 && before[_rate] is decimal was && after[_rate] is decimal now && was != 0 && was != now
            ? Math.Round(opening * (now / was - 1), CentDecimals, MidpointRounding.AwayFromZero)
            : 0;

    private bool IsChargedOff(object?[] row) => _status >= 0 && row[_status] is string status && _spec.ChargedOff.Contains(status, StringComparer.Ordinal);

    private decimal Amount(object?[]? row) => row?[_amount] is decimal amount ? amount : 0;

    private (string Currency, string Class) Place(object?[] row) =>
        (_currency < 0 ? "" : row[_currency] as string ?? "", _class < 0 ? "" : row[_class] as string ?? "");

    private void End(object?[] row, decimal before, decimal after)
    {
        var sums = _ends.GetValueOrDefault(Place(row));
        _ends[Place(row)] = (sums.Before + before, sums.After + after);
    }

    private void Step(object?[] row, BridgePart part, decimal amount)
    {
        if (amount != 0)
        {
            var (currency, name) = Place(row);
            var (rows, sum) = _steps.GetValueOrDefault((currency, name, part));
            _steps[(currency, name, part)] = (rows + 1, sum + amount);
        }
    }

    private int IndexOf(string? name)
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            if (_columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
