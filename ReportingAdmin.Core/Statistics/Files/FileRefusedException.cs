namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>A file that cannot be read or written, in a sentence that names the line where there is one; becomes a Problem at the door.</summary>
/// <param name="message">What is wrong and what to write instead.</param>
/// <param name="inner">The cause.</param>
internal sealed class FileRefusedException(string message, Exception? inner = null) : Exception(message, inner);
