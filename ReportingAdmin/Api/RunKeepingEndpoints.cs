using System.Security.Claims;
using System.Text.Json.Serialization;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Comparing;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Kept;

namespace ReportingAdmin.Api;

/// <summary>What is done with finished runs over HTTP: another format, a comparison, a hold, removal.</summary>
internal static class RunKeepingEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    /// <param name="runs">The group of runs.</param>
    public static void MapRunKeeping(this IEndpointRouteBuilder runs)
    {
        runs.MapPost("/{id:guid}/formats/{format}", FormatAsync).WithName("ReportFormat").WithSummary("The same figures in another format, from the rows kept with the run.");
        runs.MapGet("/{id:guid}/compare/{other:guid}", CompareAsync).WithName("CompareReports").WithSummary("What differs between two runs of a report.");
        runs.MapPut("/{id:guid}/hold", HoldAsync).WithName("HoldReport").WithSummary("Holds a run: neither its files nor its record are removed.");
        runs.MapDelete("/{id:guid}/hold", ReleaseAsync).WithName("ReleaseReport").WithSummary("Lets a held run go.");
        runs.MapDelete("/{id:guid}", RemoveAsync).WithName("RemoveReport").WithSummary("Removes a run's files before their time; its record stays.");
    }

    private static async Task<IResult> FormatAsync(
        Guid id, string format, HttpContext context, ClaimsPrincipal user, CallerLoader callers, KeptReports kept, CancellationToken ct)
    {
        var (caller, refusal) = await RunEndpoints.CallerAsync(context, user, callers);
        if (caller is null)
        {
            return refusal!;
        }

        if (FormatWords.Find(format) is not { } wanted)
        {
            return ProblemAnswers.Of(context, [new Problem(ProblemKind.Invalid, $"Use one of {string.Join(", ", FormatWords.All)}.", "format", "not_a_choice")]);
        }

        var asked = await kept.AskAsync(caller, id, wanted, ct);
        return asked.Ok ? RunAnswers.Accepted(asked.Value) : ProblemAnswers.Of(context, asked.Problems);
    }

    private static async Task<IResult> CompareAsync(
        Guid id, Guid other, HttpContext context, ClaimsPrincipal user, CallerLoader callers, RunComparisons comparisons, CancellationToken ct)
    {
        var (caller, refusal) = await RunEndpoints.CallerAsync(context, user, callers);
        if (caller is null)
        {
            return refusal!;
        }

        var compared = await comparisons.CompareAsync(caller, id, other, ct);
        return compared.Ok ? Results.Ok(Of(compared.Value)) : ProblemAnswers.Of(context, compared.Problems);
    }

    private static async Task<IResult> HoldAsync(
        Guid id, HoldBody body, HttpContext context, ClaimsPrincipal user, CallerLoader callers, RunKeeping keeping, CancellationToken ct)
    {
        var (caller, refusal) = await RunEndpoints.CallerAsync(context, user, callers);
        return caller is null ? refusal! : Answer(context, await keeping.HoldAsync(caller, id, body.Reason, ct));
    }

    private static async Task<IResult> ReleaseAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, CallerLoader callers, RunKeeping keeping, CancellationToken ct)
    {
        var (caller, refusal) = await RunEndpoints.CallerAsync(context, user, callers);
        return caller is null ? refusal! : Answer(context, await keeping.ReleaseAsync(caller, id, ct));
    }

    private static async Task<IResult> RemoveAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, CallerLoader callers, RunKeeping keeping, CancellationToken ct)
    {
        var (caller, refusal) = await RunEndpoints.CallerAsync(context, user, callers);
        if (caller is null)
        {
            return refusal!;
        }

        var removed = await keeping.RemoveAsync(caller, id, ct);
        return removed.Ok ? Results.NoContent() : ProblemAnswers.Of(context, removed.Problems);
    }

    private static IResult Answer(HttpContext context, Outcome<RunLine> run) =>
        run.Ok ? Results.Ok(RunAnswers.Of(run.Value)) : ProblemAnswers.Of(context, run.Problems);

    private static object Of(RunComparison compared) => new
    {
        before = Of(compared.Before),
        after = Of(compared.After),
        other_version = compared.OtherVersion,
        parameters = compared.Parameters.Select(parameter => new { label = parameter.Label, before = parameter.Before, after = parameter.After }),
        totals = compared.Totals.Select(total => new
        {
            section = total.Section,
            column = total.Column.Name,
            currency = total.Currency,
            before = total.Before,
            after = total.After,
            difference = total.Difference,
        }),
        bridge_gaps = compared.BridgeGaps.Select(gap => new
        {
            section = gap.Section,
            column = gap.Column.Name,
            currency = gap.Currency,
            run = gap.Later ? compared.After.Number : compared.Before.Number,
            bridged = gap.Bridged,
            recorded = gap.Recorded,
        }),
        sections = compared.Sections.Select(section => new
        {
            name = section.Name,
            by_key = section.ByKey,
            added = section.Rows.Added,
            removed = section.Rows.Removed,
            changed = section.Rows.Changed,
            same = section.Rows.Same,
            differences = section.Rows.Differences.Select(difference => new
            {
                change = SnakeCaseWords<RowChange>.Write(difference.Change),
                before = Cells(section, difference.Before),
                after = Cells(section, difference.After),
                columns = difference.Columns.Select(column => section.Columns[column].Name),
            }),
            bridge = section.Bridges.Select(Of).FirstOrDefault(),
            bridges = section.Bridges.Select(Of),
        }),
    };

    private static object Of(BalanceBridge bridge) => new
    {
        amount = bridge.Amount.Name,
        ends = bridge.Ends.Select(end => new { @class = end.Class, currency = end.Currency, before = end.Before, after = end.After }),
        steps = bridge.Steps.Select(step => new
        {
            @class = step.Class,
            currency = step.Currency,
            part = SnakeCaseWords<BridgePart>.Write(step.Part),
            rows = step.Rows,
            amount = step.Amount,
        }),
    };

    private static object Of(ComparedRun run) => new { id = run.Id, number = run.Number, snapshot_at = run.SnapshotAt, report_version = run.Version };

    private static Dictionary<string, object?>? Cells(SectionComparison section, IReadOnlyList<object?>? cells) =>
        cells is null ? null : section.Columns.Select((column, i) => (column.Name, Cell: cells[i])).ToDictionary(pair => pair.Name, pair => pair.Cell, StringComparer.Ordinal);
}

/// <summary>Why a run is held.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class HoldBody
{
    /// <summary>The reason, for those who come later.</summary>
    [JsonPropertyName("reason")]
    public required string Reason { get; set; }
}
