using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Core.Checks;

/// <summary>Whether every report's identities hold with its default parameters.</summary>
/// <param name="runner">The door to figures.</param>
/// <param name="catalog">The reports.</param>
internal sealed class TieOutsCheck(ReportRunner runner, ReportCatalog catalog) : ICheck
{
    /// <inheritdoc />
    public string Name => "tie-outs";

    /// <inheritdoc />
    public async Task<CheckResult> RunAsync(CancellationToken ct)
    {
        var caller = CallerLoader.Operator(Environment.UserName);
        var problems = new List<string>();
        var counts = new Dictionary<TieOutState, int>();
        foreach (var report in catalog.All.Where(report => report.TieOutList.Count > 0))
        {
            var request = new ReportRequest(report.Meta.Key, new Dictionary<string, IReadOnlyList<string>>());
            var outcome = await runner.CheckTieOutsAsync(caller, request, ct);
            if (!outcome.Ok)
            {
                // Nothing loaded yet is no broken identity.
                counts[TieOutState.NotApplicable] = counts.GetValueOrDefault(TieOutState.NotApplicable) + report.TieOutList.Count;
                continue;
            }

            foreach (var result in outcome.Value)
            {
                counts[result.State] = counts.GetValueOrDefault(result.State) + 1;
            }

            problems.AddRange(outcome.Value.Where(result => result.State == TieOutState.Red).Select(result => $"{report.Meta.Key}: {InWords(result)}"));
        }

        return new CheckResult(problems, $"{counts.GetValueOrDefault(TieOutState.Green)} green, {counts.GetValueOrDefault(TieOutState.NotApplicable)} not applicable, {counts.GetValueOrDefault(TieOutState.NotChecked)} not checked");
    }

    private static string InWords(TieOutResult result)
    {
        var first = result.Differences[0];
        var sides = string.Join(", ", first.Sides.Select(side => $"{side.Source} {Display.Number(side.Amount, Format.Money, first.Currency)}"));
        return $"{result.Statement}: off by {Display.Number(first.Difference, Format.Money, first.Currency)} {first.Currency} {first.Place} ({sides})";
    }
}
