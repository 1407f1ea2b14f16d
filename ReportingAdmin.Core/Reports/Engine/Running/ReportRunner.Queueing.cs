using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>The part for runs that are made later than they were asked for.</summary>
public sealed partial class ReportRunner
{
    /// <summary>
    /// Prepares a request whose date words and defaults were resolved when it was asked for; the file prints what was given then.
    /// </summary>
    /// <param name="caller">With whose rights it runs now.</param>
    /// <param name="resolved">The request in resolved texts.</param>
    /// <param name="given">What was given for each parameter, by name.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<PreparedReport>> PrepareAgainAsync(
        Caller caller, ReportRequest resolved, IReadOnlyDictionary<string, string> given, CancellationToken ct)
    {
        var prepared = await PrepareAsync(caller, resolved, ct);
        if (!prepared.Ok)
        {
            return prepared;
        }

        var bound = prepared.Value.Bound;
        return prepared.Value with
        {
            Bound = bound with { Values = [.. bound.Values.Select(value => value with { Given = given.GetValueOrDefault(value.Parameter.Name) })] },
        };
    }

    /// <summary>
    /// How many rows the planner expects of all sections, and how long they will take; of those from code it knows what their queries
    /// read, which is no less than what they cost. Nothing is executed but the lookups of the parameters.
    /// </summary>
    /// <param name="prepared">The permitted request.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<RowEstimate>> EstimateAsync(PreparedReport prepared, CancellationToken ct) =>
        await InSnapshotAsync<RowEstimate>(prepared, "estimate", async (snapshot, resolved) =>
        {
            var reader = new SectionReader(catalog.Files, snapshot, resolved.Report, resolved.Bound.Input);
            var estimate = new RowEstimate(0);
            var plans = resolved.Sections.Where(plan => !plan.Section.FromCode).ToList();
            if (resolved.Sections.FirstOrDefault(plan => plan.Section.FromCode) is { } fromCode)
            {
                plans.Add(fromCode); // all of them read the same queries
            }

            foreach (var plan in plans)
            {
                var weight = await reader.WeighAsync(plan.Section, plan.Needed(), ct);
                var expected = await _times.ExpectedAsync(resolved, plan.Section, weight, ct);
                estimate = new RowEstimate(estimate.Rows + weight.Rows) { Reading = estimate.Reading + (expected?.Takes ?? TimeSpan.Zero) };
            }

            return estimate;
        }, ct);
}

/// <summary>How large a run will be.</summary>
/// <param name="Rows">Rows of all sections.</param>
public sealed record RowEstimate(long Rows)
{
    /// <summary>What reading them will take, by earlier readings or a guess; zero where the planner finds it small.</summary>
    public TimeSpan Reading { get; init; }
}
