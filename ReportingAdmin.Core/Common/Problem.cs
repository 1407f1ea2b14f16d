namespace ReportingAdmin.Core.Common;

/// <summary>Why something expected could not be done; the API maps it to a status, a page to a sentence.</summary>
public enum ProblemKind
{
    /// <summary>The text cannot be read at all (400).</summary>
    Malformed,

    /// <summary>The text was understood but is not allowed (422).</summary>
    Invalid,

    /// <summary>The caller may not do this (403).</summary>
    Forbidden,

    /// <summary>There is no such thing, or the caller may not know of it (404).</summary>
    NotFound,

    /// <summary>The state of the thing does not allow it now (409).</summary>
    Conflict,

    /// <summary>It was there once and has expired or been deleted (410).</summary>
    Gone,

    /// <summary>The caller has too much going on already (429).</summary>
    TooMany,

    /// <summary>It failed while running; the message says what to do (500 with a reference).</summary>
    Failed,
}

/// <summary>An expected failure as a value: a plain sentence that says what is wrong and what to do.</summary>
/// <param name="Kind">Which kind of failure, for the status code.</param>
/// <param name="Message">A sentence for a person: what happened and what to do.</param>
/// <param name="Field">The parameter or column concerned, by the name the caller used; null when none.</param>
/// <param name="Code">A stable machine-readable word such as <c>not_a_date</c>.</param>
/// <param name="Permission">Where a right is missing: which one, so that a page can say who grants it.</param>
public sealed record Problem(ProblemKind Kind, string Message, string? Field = null, string? Code = null, string? Permission = null);
