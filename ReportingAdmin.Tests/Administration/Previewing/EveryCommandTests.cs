using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Core;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Administration.Previewing;

/// <summary>
/// In a preview nothing can be changed: every public method of the core that takes a caller either only reads, and is listed
/// here as such, or refuses a caller in a preview. A new method that is not listed is called and must refuse.
/// </summary>
[Collection(DemoSite.Name)]
public sealed class EveryCommandTests(DemoSite site)
{
    // What only reads; and what writes the trail, which is not the person's doing.
    private static readonly string[] s_reads =
    [
        "AccessDirectory.CodesAsync", "AccessDirectory.FindAsync", "AccessDirectory.PeopleAsync", "AccessDirectory.RolesAsync",
        "AccessRequests.ListAsync", "AccessRequests.WaitsAsync", "AttentionList.FindAsync", "AuditIntegrity.FindAsync", "AuditLog.WriteAsync",
        "AuditTrail.ActionsAsync", "AuditTrail.ListAsync", "Explorer.AnswerAsync", "Explorer.MeasuresAsync", "FavouriteReports.ListAsync", "HeadlineFigures.ReadAsync", "ClosedPeriods.ListAsync",
        "ImportDrafts.FindAsync", "ImportDrafts.ListAsync", "LoadHistory.GetAsync", "LoadHistory.ListAsync", "LoadHistory.OpenRejectsAsync", "LoadHistory.RejectsAsync", "SavedMappings.ListAsync", "TableFreshness.ReadAsync",
        "ReportCatalog.ListedFor", "ReportCatalog.VisibleTo", "ReportPreviews.ReadAsync", "ReportRunner.CheckTieOutsAsync", "ReportRunner.LookupAsync", "ReportRunner.PrepareAgainAsync", "ReportRunner.PrepareAsync",
        "ReportRunner.PreviewAsync", "ReportRunner.WidenAsync", "ReportRunner.WordsAsync", "ReportViews.FindAsync", "ReportViews.ListAsync", "ReportViews.RolesAsync",
        "RunComparisons.CompareAsync", "RunEstimates.OfAsync", "RunHistory.FindAsync", "RunHistory.GetAsync", "RunHistory.ListAsync",
        "RunHistory.UnreadAsync", "ShellSettings.ReadAsync", "SystemState.DriftAsync", "SystemState.QueueAsync", "SystemState.StorageAsync",
        "SystemState.SyncsAsync", "SystemState.TieOutsAsync", "SystemState.VersionsAsync", "TapeConfigurations.FindAsync", "TapeConfigurations.ListAsync", "TapeConfigurations.NamesAsync",

        // Ends the preview itself.
        "PersonPreviews.EndAsync",
    ];

    // These say nothing back; the tables are looked at below.
    private static readonly string[] s_silent = ["RunHistory.SeenAsync", "RunStates.CancelAsync", "ShellSettings.EndTourAsync", "ShellSettings.ShowCardsAsync", "ShellSettings.UseSingleKeysAsync"];

    private static IEnumerable<MethodInfo> Methods => typeof(ReportingCore).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type != typeof(Caller))
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(method => method.GetParameters().FirstOrDefault()?.ParameterType == typeof(Caller) && !method.IsSpecialName);

    public static TheoryData<string> Commands => [.. Methods.Select(NameOf).Distinct().Except(s_reads)];

    [Fact]
    public void What_is_listed_as_reading_exists()
    {
        Assert.Empty(s_reads.Except(Methods.Select(NameOf)));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_is_refused_in_a_preview_and_changes_nothing(string name)
    {
        var before = await CountAsync();
        foreach (var method in Methods.Where(method => NameOf(method) == name))
        {
            var service = site.Host.Services.GetRequiredService(method.DeclaringType!);
            object?[] arguments = [Previewing(), .. method.GetParameters().Skip(1).Select(parameter => Any(parameter.ParameterType))];

            var result = method.Invoke(service, arguments);
            await (Task)result!;

            var value = result.GetType().GetProperty("Result")?.GetValue(result);
            var problem = value as Problem ?? (value?.GetType().GetProperty("Problems")?.GetValue(value) is IReadOnlyList<Problem> and [var first, ..] ? first : null);
            if (!s_silent.Contains(name))
            {
                Assert.Equal("preview", problem?.Code);
            }
        }

        Assert.Equal(before, await CountAsync());
    }

    // May everything and sees everything: nothing but the preview stands against it.
    private static Caller Previewing() => TestEngine.Everyone with
    {
        PersonId = 1,
        Preview = new PreviewOf(1, 2, "Adam", 1, "Fred", Permissions.All.ToFrozenSet(StringComparer.Ordinal), RowScope.All, DateTimeOffset.MaxValue),
    };

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static object? Any(Type type) =>
        type == typeof(string) ? "escrow/sales"
        : type.IsValueType ? Activator.CreateInstance(System.Nullable.GetUnderlyingType(type) ?? type)
        : type.IsAbstract ? null
        : System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);

    private async Task<string?> CountAsync() => await site.Host.Database.ScalarAsync<string>(
        """
        select concat_ws(' ', (select count(*) from app.run), (select count(*) from app.run_subscription where seen_at is not null), (select count(*) from app.favourite_report where person_id = 1),
            (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from app.shell_setting s where s.person_id = 1), (select count(*) from app.report_view), (select count(*) from app.loan_tape_config),
            (select count(*) from app.user_scope), (select count(*) from app.role_grant), (select count(*) from app.person_preview), (select count(*) from app.access_request), (select count(*) from app.audit_seal))
        """);
}
