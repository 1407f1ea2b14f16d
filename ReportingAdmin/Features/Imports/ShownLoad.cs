using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing.Records;

namespace ReportingAdmin.Features.Imports;

/// <summary>A load as a page shows it: read as a whole before any of it stands there.</summary>
/// <param name="Facts">What it did.</param>
/// <param name="Rejects">Its first bad rows, or why they are withheld; null = there are none, or it is still under way.</param>
public sealed record ShownLoad(LoadFacts Facts, Outcome<RejectedRows>? Rejects)
{
    /// <summary>Whether it is under way.</summary>
    public bool IsOpen => Facts.Load.IsOpen;

    /// <summary>Reads a load; null = there is none that the caller may see.</summary>
    /// <param name="history">Reads it.</param>
    /// <param name="caller">Who looks.</param>
    /// <param name="run">Its run; null = none.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<ShownLoad?> ReadAsync(LoadHistory history, Caller caller, Guid? run, CancellationToken ct)
    {
        if (run is not { } id || (await history.GetAsync(caller, id, ct)).Value is not { } facts)
        {
            return null;
        }

        var rejects = !facts.Load.IsOpen && facts.Load.Rejected > 0 ? await history.RejectsAsync(caller, id, 0, RejectList.Page, ct) : null;
        return new ShownLoad(facts, rejects);
    }
}
