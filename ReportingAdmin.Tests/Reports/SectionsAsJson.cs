using System.Text.Json;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>The sections of the reports as JSON files of the demo data, kept for the tests of a class: several hold something against the same one.</summary>
public sealed class SectionsAsJson
{
    private readonly Dictionary<(string Key, string Section), JsonElement> _read = [];

    /// <summary>A section for who sees everything; written for the first test that asks.</summary>
    /// <param name="key">The report.</param>
    /// <param name="section">Its section.</param>
    public async Task<JsonElement> JsonAsync(string key, string section) => _read.TryGetValue((key, section), out var json)
        ? json
        : _read[(key, section)] = await ReadAsync(await EveryReportTests.EngineAsync(), key, section, TestEngine.Everyone);

    /// <summary>A section for a caller, written anew.</summary>
    /// <param name="engine">The report door.</param>
    /// <param name="key">The report.</param>
    /// <param name="section">Its section.</param>
    /// <param name="caller">The caller.</param>
    internal static async Task<JsonElement> ReadAsync(TestEngine engine, string key, string section, Caller caller)
    {
        var (bytes, _) = await engine.WriteAsync(caller, Request(key, section), new JsonReportWriter());
        return JsonDocument.Parse(bytes).RootElement.GetProperty("sections")[0];
    }

    /// <summary>A request for one section with the default parameters.</summary>
    /// <param name="key">The report.</param>
    /// <param name="section">Its section.</param>
    internal static ReportRequest Request(string key, string section) => TestEngine.Request(key) with { Section = section };
}
