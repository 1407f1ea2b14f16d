using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>
/// Reads what identities compare of a report's sections where no file streams them: each section once, when the first identity asks
/// for it, and within the time of the identities themselves.
/// </summary>
/// <param name="prepared">The run.</param>
/// <param name="reader">Opens its sections.</param>
/// <param name="timed">The time.</param>
internal sealed class OwnReading(PreparedReport prepared, SectionReader reader, TimedReading timed)
{
    private readonly Dictionary<string, IReadOnlyList<TotalRow>> _totals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<OwnSum>> _sums = new(StringComparer.Ordinal);
    private readonly HashSet<string> _summed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tooLong = new(StringComparer.Ordinal);

    /// <summary>The totals read so far, by section.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TotalRow>> Totals => _totals;

    /// <summary>The figures read so far, by the identity's key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<OwnSum>> Sums => _sums;

    /// <summary>Reads what an identity compares of the report itself.</summary>
    /// <param name="tieOut">An identity that applies.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Whether there was time for it.</returns>
    public async Task<bool> ReadAsync(TieOut tieOut, CancellationToken ct) =>
        await ReadTotalsAsync(tieOut.Section, ct) && await ReadSumsAsync(tieOut.OwnOf(prepared.Bound.Input)?.Section, ct);

    private async Task<bool> ReadTotalsAsync(string? section, CancellationToken ct)
    {
        if (PlanOf(section) is not { } plan || _totals.ContainsKey(plan.Section.Name))
        {
            return true;
        }

        var totals = await InTimeAsync(plan, token => reader.TotalsAsync(plan, token), ct);
        if (totals is not null)
        {
            _totals.Add(plan.Section.Name, totals);
        }

        return totals is not null;
    }

    private async Task<bool> ReadSumsAsync(string? section, CancellationToken ct)
    {
        if (PlanOf(section) is not { } plan || _summed.Contains(plan.Section.Name))
        {
            return true;
        }

        var sums = await InTimeAsync(plan, token => reader.OwnAsync(prepared, plan, token), ct);
        foreach (var (key, amounts) in sums ?? [])
        {
            _sums.Add(key, amounts);
        }

        return sums is not null && _summed.Add(plan.Section.Name);
    }

    // A section that took too long once is not begun again for the next identity.
    private async Task<T?> InTimeAsync<T>(SectionPlan plan, Func<CancellationToken, Task<T>> read, CancellationToken ct)
        where T : class
    {
        if (_tooLong.Contains(plan.Section.Name))
        {
            return null;
        }

        var found = await timed.ReadAsync(read, ct);
        if (found is null)
        {
            _tooLong.Add(plan.Section.Name);
        }

        return found;
    }

    private SectionPlan? PlanOf(string? section) => prepared.Sections.FirstOrDefault(plan => plan.Section.Name == section);
}
