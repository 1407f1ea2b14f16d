using Microsoft.AspNetCore.Components;

namespace ReportingAdmin.Components.Shared;

/// <summary>A component whose work under way ends when it goes.</summary>
/// <remarks>
/// The token is read once: what is still under way when the component goes may ask for it again, and an exception of a
/// component that is gone would still be shown in place of the page that came after it.
/// </remarks>
public abstract class StoppableComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Starts the work's token.</summary>
    protected StoppableComponent() => Stopped = _stopping.Token;

    /// <summary>Cancelled when the component goes.</summary>
    protected CancellationToken Stopped { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the component listens to; the base ends its work.</summary>
    /// <param name="disposing">Always true: there is nothing unmanaged.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Cancel();
            _stopping.Dispose();
        }
    }
}
