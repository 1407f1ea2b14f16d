namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>A report's SQL or definition does not do what it declares: the run fails and names the place.</summary>
public sealed class ReportDefectException : Exception
{
    /// <summary>A defect in words.</summary>
    /// <param name="message">What and where.</param>
    public ReportDefectException(string message)
        : base(message)
    {
    }

    /// <summary>A defect in words, with its cause.</summary>
    /// <param name="message">What and where.</param>
    /// <param name="inner">The cause.</param>
    public ReportDefectException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>What a log may say of it: which figures, not what they are, as logs are read by those who may not read the report. Null = the message says no figure.</summary>
    public string? Logged { get; init; }

    /// <summary>A defect without words; not used, but expected of an exception type.</summary>
    public ReportDefectException()
    {
    }
}
