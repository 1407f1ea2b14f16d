using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ReportingAdmin.Tests.Testing;

/// <summary>
/// Writes down what the sites of the tests log as an error, in the file that <c>REPORTING_SITE_LOG</c> names: a page that failed
/// in a test shows a person a reference only, and the exception stands here.
/// </summary>
internal sealed class ErrorLog : ILoggerProvider
{
    private static readonly Lock s_turn = new();
    private static readonly string? s_file = Environment.GetEnvironmentVariable("REPORTING_SITE_LOG") is { Length: > 0 } named ? named : null;

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Writer(categoryName);

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private sealed class Writer(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => s_file is not null && logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            var now = TimeProvider.System.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
            lock (s_turn)
            {
                File.AppendAllText(s_file!, $"{now} {category}: {formatter(state, exception)}\n{exception}\n");
            }
        }
    }
}
