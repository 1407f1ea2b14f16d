using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Explore;
using ReportingAdmin.Core.Syncs;

namespace ReportingAdmin.Features.Palette;

/// <summary>The pages and commands that the palette knows.</summary>
internal static class PalettePages
{
    private static readonly (string Title, string Url, string? Permission, string[] Words)[] s_pages =
    [
        ("Home", AppUrls.Home, null, ["start", "attention", "favourites"]),
        ("Catalog", AppUrls.CatalogRoute, null, ["reports", "list", "search"]),
        ("My runs", AppUrls.RunsRoute, null, ["queue", "files", "downloads", "inbox"]),
        ("Explore", AppUrls.ExploreRoute, Permissions.AnalyticsRead, ["statistics", "forecast", "trend", "anomalies", "correlation", "compare", "prediction", "metrics"]),
        ("All runs", AppUrls.AllRunsRoute, Permissions.RunsReadAll, ["queue", "everybody"]),
        ("Imports", AppUrls.Imports, Permissions.ImportsManage, ["loads", "data", "freshness", "mappings", "history", "csv"]),
        ("Import a file", AppUrls.NewImport, Permissions.ImportsManage, ["upload", "load", "csv", "xlsx", "data"]),
        ("Closed months", AppUrls.ClosedMonths, Permissions.ImportsClosed, ["close", "period", "month-end", "reopen", "lock", "restate"]),
        ("Loan tapes", AppUrls.Tapes, Permissions.TapesManage, ["configurations", "fields", "fannie mae"]),
        ("Access", AppUrls.AccessRoute, Permissions.AccessManage, ["administration", "roles", "permissions", "rights", "people", "scope"]),
        ("Requests for access", AppUrls.AccessRoute.With(KeyValuePair.Create("view", "requests")), Permissions.AccessManage, ["administration", "inbox"]),
        ("Audit trail", AppUrls.AuditRoute, Permissions.AuditRead, ["administration", "log", "who did what", "events"]),
        ("System", AppUrls.SystemRoute, Permissions.SystemManage, ["administration", "health", "drift", "queue", "storage", "versions"]),
        ("New loan tape", AppUrls.Tape(), Permissions.TapesManage, ["configuration", "add"]),
    ];

    /// <summary>The pages that a person may open.</summary>
    public static IEnumerable<PaletteItem> For(Caller caller) => s_pages
        .Where(page => page.Permission is null || caller.May(page.Permission))
        .Where(page => page.Url != AppUrls.ExploreRoute || Explorer.Refusal(caller) is null)
        .Where(page => page.Url != AppUrls.ClosedMonths || ClosedPeriods.Refusal(caller) is null)
        .Select(page => new PaletteItem("page", page.Url, page.Title, "Page", page.Url, page.Words, $"Goes to {page.Title}."));

    /// <summary>What can be done from anywhere. The browser does the first ones by itself.</summary>
    public static IEnumerable<PaletteItem> Commands() =>
    [
        Command("theme light", "Light theme", "Shows the light theme.", "appearance", "bright"),
        Command("theme dark", "Dark theme", "Shows the dark theme.", "appearance", "night"),
        Command("theme system", "Theme of the system", "Follows the system's theme.", "appearance"),
        Command("keys", "Keys and help", "Lists the keys.", "shortcuts", "keyboard", "help"),
        Command("print", "Print this page", "Opens the browser's print dialog.", "paper", "pdf"),
        Command("seen", "Mark all notices as read", "Marks all notices as read.", "bell", "unread"),
        Command("tour", "Show the tour again", "Shows the tour on the start page.", "help", "introduction"),
        Command("signout", "Sign out", "Signs you out.", "leave", "log out"),
    ];

    private static PaletteItem Command(string id, string title, string does, params string[] words) => new("command", id, title, "Command", null, words, does);
}
