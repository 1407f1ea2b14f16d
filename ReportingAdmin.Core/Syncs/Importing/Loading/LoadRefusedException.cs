namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>The load as a whole is refused and rolled back.</summary>
/// <param name="message">A sentence.</param>
/// <param name="code">A stable word.</param>
/// <param name="inner">The cause.</param>
internal sealed class LoadRefusedException(string message, string code, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A stable word.</summary>
    public string Code { get; } = code;
}
