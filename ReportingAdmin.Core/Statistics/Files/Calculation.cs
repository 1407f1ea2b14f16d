using System.Text.Json;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>One method of <c>calculate</c>: what it reads and how it answers.</summary>
/// <param name="Name">As the command line says it.</param>
/// <param name="Header">The header it reads, for help and messages.</param>
/// <param name="Summary">What it answers, in a few words.</param>
/// <param name="Run">Reads the file and gives what to write.</param>
internal sealed record Calculation(string Name, string Header, string Summary, Func<CsvTable, CancellationToken, Task<Action<Utf8JsonWriter>>> Run);
