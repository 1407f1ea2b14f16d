using System.CommandLine;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Hosting;

/// <summary><c>report</c>: makes one file. It is a run like any other: recorded, hashed, audited.</summary>
internal static class ReportVerb
{
    /// <summary>The verb.</summary>
    /// <param name="host">Its services.</param>
    public static Command Create(VerbHost host)
    {
        var key = new Argument<string>("key") { Description = "The report, such as lending/portfolio-summary; `reports` lists them." };
        var parameters = new Option<string[]>("--param") { Description = "A parameter, name=value; may be repeated.", AllowMultipleArgumentsPerToken = true };
        var format = new Option<string>("--format") { Description = "csv, xlsx, pdf or json.", Required = true };
        var output = new Option<string>("--output") { Description = "The file to write; - for standard output.", Required = true };
        var section = new Option<string?>("--section") { Description = "One section only." };
        var person = new Option<string?>("--as") { Description = "Run with the rights of this person (subject or e-mail address) instead of the operator's." };
        var command = new Command("report", "Makes the file of a report. Without --as: the operator, every row, personal data masked, audited.")
        {
            key, parameters, format, output, section, person,
        };
        command.SetAction((parsed, _) =>
        {
            if (FormatWords.Find(parsed.GetRequiredValue(format)) is not { } fileFormat)
            {
                throw new StartException($"--format: use one of {string.Join(", ", FormatWords.All)}.");
            }

            var request = new FileRequest(
                new ReportRequest(parsed.GetRequiredValue(key), Texts(parsed.GetValue(parameters) ?? []), parsed.GetValue(section)),
                fileFormat,
                new OutputOptions());
            var target = parsed.GetRequiredValue(output);
            return host.RunAsync(DatabaseUse.Read, async (services, ct) =>
            {
                var caller = await CallerAsync(services, parsed.GetValue(person), ct);
                return await WriteAsync(services.GetRequiredService<ReportRuns>(), caller, request, target, ct);
            });
        });
        return command;
    }

    private static async Task<int> WriteAsync(ReportRuns runs, Caller caller, FileRequest request, string target, CancellationToken ct)
    {
        var file = Require(await runs.CreateAsync(caller, request, ct));
        await using var content = runs.OpenPublished(file);
        if (target == "-")
        {
            await using var standard = Console.OpenStandardOutput();
            await content.CopyToAsync(standard, ct);
            return 0;
        }

        await using (var written = File.Create(target))
        {
            await content.CopyToAsync(written, ct);
        }

        await Console.Error.WriteLineAsync($"{target}: {file.Size} bytes, SHA-256 {file.Sha256}, run {file.RunId:N}");
        return 0;
    }

    private static async Task<Caller> CallerAsync(IServiceProvider services, string? person, CancellationToken ct) =>
        person is null
            ? CallerLoader.Operator(Environment.UserName)
            : Require(await services.GetRequiredService<CallerLoader>().FindAsync(person, ct)).Caller;

    private static Dictionary<string, IReadOnlyList<string>> Texts(IReadOnlyList<string> parameters)
    {
        var texts = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new StartException($"--param {parameter}: write it as name=value.");
            }

            var name = parameter[..equals];
            if (!texts.TryGetValue(name, out var values))
            {
                texts[name] = values = [];
            }

            values.Add(parameter[(equals + 1)..]);
        }

        return texts.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value, StringComparer.Ordinal);
    }

    private static T Require<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Ok
            ? outcome.Value
            : throw new StartException(string.Join('\n', outcome.Problems.Select(problem => problem.Field is null ? problem.Message : $"{problem.Field}: {problem.Message}")));
}
