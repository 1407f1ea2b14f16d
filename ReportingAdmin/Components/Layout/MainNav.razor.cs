using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Explore;
using ReportingAdmin.Core.Syncs;

namespace ReportingAdmin.Components.Layout;

/// <summary>The main navigation, with the group of pages for those who run the system at its end.</summary>
public sealed partial class MainNav
{
    private static readonly Page[] s_pages =
    [
        new("Catalog", AppUrls.Catalog(), "catalog", "c", _ => true),
        new("My runs", AppUrls.RunsRoute, "download", "q", _ => true) { Exactly = true },
        new("Explore", AppUrls.Explore(), "chart", "e", caller => Explorer.Refusal(caller) is null),
        new("All runs", AppUrls.AllRunsRoute, "table", "a", caller => caller.May(Permissions.RunsReadAll)),
        new("Imports", AppUrls.Imports, "upload", "i", caller => caller.May(Permissions.ImportsManage)),
        new("Closed months", AppUrls.ClosedMonths, "lock", "m", caller => ClosedPeriods.Refusal(caller) is null),
        new("Loan tapes", AppUrls.Tapes, "table", "t", caller => caller.May(Permissions.TapesManage)),
    ];

    private static readonly Page[] s_administration =
    [
        new("Access", AppUrls.AccessRoute, "person-key", "w", caller => caller.May(Permissions.AccessManage)),
        new("Audit trail", AppUrls.AuditRoute, "history", "u", caller => caller.May(Permissions.AuditRead)),
        new("System", AppUrls.SystemRoute, "gauge", "y", caller => caller.May(Permissions.SystemManage)),
    ];

    /// <summary>Who is signed in; null = refused or not known now.</summary>
    [Parameter]
    public Caller? Caller { get; set; }

    private List<Page> Shown(Page[] pages) => [.. pages.Where(page => Caller is not null && page.IsFor(Caller))];

    private sealed record Page(string Title, string Url, string Icon, string Key, Func<Caller, bool> IsFor)
    {
        public bool Exactly { get; init; }
    }
}
