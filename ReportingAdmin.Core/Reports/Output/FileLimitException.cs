using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Reports.Output;

/// <summary>
/// A value that the form of the file cannot hold and that is not cut: known only when its row is met, so the run fails with
/// the sentence of <see cref="Problem"/>, which names the cell and another form.
/// </summary>
/// <param name="message">What is too long, where, and what to choose instead.</param>
public sealed class FileLimitException(string message) : Exception(message)
{
    /// <summary>The same as a value for the caller.</summary>
    public Problem Problem => new(ProblemKind.Invalid, Message, "format", "file_limit");
}
