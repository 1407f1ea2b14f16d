using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components.Shared;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Health;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Administration.Parts;

/// <summary>A part of the system page, read by itself: one that fails leaves the others alone.</summary>
/// <typeparam name="T">What is read.</typeparam>
public abstract class SystemPart<T> : StoppableComponent
    where T : class
{
    /// <summary>What was read; null = not yet, or it failed.</summary>
    protected T? Reading { get; private set; }

    /// <summary>Why nothing is shown; null = it is, or is still being read.</summary>
    protected string? Problem { get; private set; }

    /// <summary>What the part's action did; null = nothing yet.</summary>
    protected string? Said { get; set; }

    /// <summary>Whether something is being read or done.</summary>
    protected bool Busy { get; private set; }

    /// <summary>How the system stands.</summary>
    [Inject]
    protected SystemState State { get; set; } = default!;

    /// <summary>In whose zone instants are shown.</summary>
    [Inject]
    protected CompanyOptions Company { get; set; } = default!;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ILogger<SystemPage> Logger { get; set; } = default!;

    /// <summary>Reads the part.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="ct">Stops it.</param>
    protected abstract Task<Outcome<T>> ReadAsync(Caller caller, CancellationToken ct);

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <summary>Reads it anew.</summary>
    protected Task LoadAsync() => TryAsync(async caller =>
    {
        var read = await ReadAsync(caller, Stopped);
        (Reading, Problem) = (read.Value, read.Ok ? null : read.FirstProblem.Message);
    });

    /// <summary>Does something with the caller's rights of this moment; what fails is said in the part.</summary>
    /// <param name="act">What.</param>
    protected async Task TryAsync(Func<Caller, Task> act)
    {
        Busy = true;
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            if (caller.Ok)
            {
                await act(caller.Value);
            }
            else
            {
                Problem = caller.FirstProblem.Message;
            }
        }
        catch (Exception exception) when (DataFailure.Is(exception))
        {
            Problem = $"This part cannot be read just now; the others can. Try again in a minute. Reference {DataFailure.Note(Logger, exception)}";
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>Says why an action was refused.</summary>
    /// <param name="problem">The reason.</param>
    protected void Refuse(Problem problem) => Said = problem.Message;
}
