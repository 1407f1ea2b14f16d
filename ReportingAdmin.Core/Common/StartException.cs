namespace ReportingAdmin.Core.Common;

/// <summary>The program cannot go on; the message is a line for the operator that says what is wrong and what to do.</summary>
/// <param name="message">What is wrong and the remedy; shown without a stack trace.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
