namespace ReportingAdmin.Components.Notices;

/// <summary>How a notice reads.</summary>
public enum NoticeTone
{
    /// <summary>Something is under way.</summary>
    Working,

    /// <summary>It is ready.</summary>
    Good,

    /// <summary>It failed.</summary>
    Bad,
}

/// <summary>Something told in a corner of the window.</summary>
/// <param name="RunId">The run it is about; a later notice of the same run takes its place.</param>
/// <param name="Tone">How it reads.</param>
/// <param name="Text">A sentence.</param>
/// <param name="HasFile">Whether the run's file can be downloaded.</param>
public sealed record Notice(Guid RunId, NoticeTone Tone, string Text, bool HasFile);
