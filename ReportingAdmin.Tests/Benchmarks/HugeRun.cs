using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Core;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>The file of <see cref="HugeLines"/> as the verb <c>report</c> makes it: a run with control figures, hash and record, in a process of its own.</summary>
internal static class HugeRun
{
    /// <summary>Makes it.</summary>
    /// <param name="format">Such as csv.</param>
    /// <param name="rows">How many.</param>
    /// <param name="settings">Configuration keys and values, the connection strings among them.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> MakeAsync(string format, int rows, IEnumerable<(string Key, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddReportingCore(configuration);
        services.AddSingleton(ReportCatalog.Load(typeof(HugeLines).Assembly, [typeof(HugeLines)]));
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<DatabaseHost>().OpenAsync(DatabaseUse.Read, _ => { }, default);
        var parameters = new Dictionary<string, IReadOnlyList<string>> { ["rows"] = [rows.ToString(CultureInfo.InvariantCulture)] };
        var made = await provider.GetRequiredService<ReportRuns>().CreateAsync(
            CallerLoader.Operator("huge"), new FileRequest(new ReportRequest("escrow/huge-lines", parameters), FormatWords.Find(format)!.Value, new OutputOptions()), default);
        if (made.Ok)
        {
            return 0;
        }

        await Console.Error.WriteLineAsync(string.Join(' ', made.Problems));
        return 1;
    }
}
