using Microsoft.Playwright;

namespace ReportingAdmin.Tests.Testing;

/// <summary>A browser window that writes down what a person would only see in the developer tools.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly List<string> _complaints = [];
    private readonly IBrowserContext _context;

    private WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Note(true, $"uncaught: {error}");
        page.RequestFailed += (_, request) => Note(IsRealFailure(request), $"{request.Failure}: {request.Url}");
    }

    /// <summary>The page, for everything that Playwright can do.</summary>
    public IPage Page { get; }

    /// <summary>Errors and warnings of the console (breaches of the content security policy are among them), uncaught errors, failed requests.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints];
            }
        }
    }

    /// <summary>Closes the window and its context.</summary>
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    internal static async Task<WatchedPage> OpenAsync(IBrowserContext context)
    {
        context.SetDefaultTimeout((float)s_patience.TotalMilliseconds);
        return new WatchedPage(context, await context.NewPageAsync());
    }

    // A navigation ends requests that are under way; the browser reports those as aborted.
    private static bool IsRealFailure(IRequest request) => request.Failure != "net::ERR_ABORTED";

    private void Note(bool counts, string what)
    {
        if (counts)
        {
            lock (_complaints)
            {
                _complaints.Add(what);
            }
        }
    }
}
