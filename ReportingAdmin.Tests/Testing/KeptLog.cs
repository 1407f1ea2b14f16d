using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ReportingAdmin.Tests.Testing;

/// <summary>A log that a test reads.</summary>
/// <typeparam name="T">Whose.</typeparam>
internal sealed class KeptLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(string Line, Exception? Exception)> _lines = new();

    /// <summary>Level and message of each line.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Select(line => line.Line)];

    /// <summary>All of it, with the exceptions, as a log writes it down.</summary>
    public string Whole => string.Join('\n', _lines.Select(line => $"{line.Line}\n{line.Exception}"));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(($"{logLevel}: {formatter(state, exception)}", exception));
}
