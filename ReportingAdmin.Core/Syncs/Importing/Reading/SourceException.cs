using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>The file cannot be read, or not further; what was read of it is not loaded.</summary>
/// <param name="problem">Why.</param>
/// <param name="inner">The cause.</param>
internal sealed class SourceException(Problem problem, Exception? inner = null) : Exception(problem.Message, inner)
{
    /// <summary>Why.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>A file that cannot be read.</summary>
    /// <param name="code">A stable word.</param>
    /// <param name="message">A sentence.</param>
    /// <param name="inner">The cause.</param>
    public static SourceException Of(string code, string message, Exception? inner = null) =>
        new(new Problem(ProblemKind.Invalid, message, "file", code), inner);
}
