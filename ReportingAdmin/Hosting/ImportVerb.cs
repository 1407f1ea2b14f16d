using System.CommandLine;
using System.Globalization;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Hosting;

/// <summary><c>import</c>: loads one file, all of it or nothing.</summary>
internal static class ImportVerb
{
    private const int Shown = 20;

    /// <summary>The verb.</summary>
    /// <param name="host">Its services.</param>
    public static Command Create(VerbHost host)
    {
        var names = new Argument<string[]>("schema.table file") { Description = "The table and the file with its documented headers (docs/import-files.md); with --map only the file.", Arity = new ArgumentArity(1, 2) };
        var map = new Option<string?>("--map") { Description = "A mapping (JSON) that says how the file feeds the tables; see examples/mappings." };
        var skip = new Option<bool>("--skip-bad-rows") { Description = "Load the good rows although others are bad; a journal entry is left out as a whole." };
        var rejects = new Option<string?>("--rejects") { Description = "A CSV file to write every bad row to, with line, column, value and reason." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Do everything, say what would change, and change nothing." };
        var command = new Command("import", "Loads a CSV or XLSX file: import <schema.table> <file>, or import --map mapping.json <file>.")
        {
            names, map, skip, rejects, dryRun,
        };
        command.SetAction((parsed, _) =>
        {
            var (mapping, path) = Target(parsed.GetRequiredValue(names), parsed.GetValue(map));

            // The list of bad rows lies where the operator wants it, not in the file store: the load's record names none.
            var request = new ImportRequest(path, mapping)
            {
                SkipBadRows = parsed.GetValue(skip),
                DryRun = parsed.GetValue(dryRun),
            };
            return host.RunAsync(DatabaseUse.Create, (services, ct) => LoadAsync(services.GetRequiredService<Importer>(), request, parsed.GetValue(rejects), ct));
        });
        return command;
    }

    private static (FileMapping Mapping, string Path) Target(string[] names, string? map)
    {
        if (map is not null)
        {
            return names is [var only]
                ? (Require(MappingReader.Read(ReadText(map))), only)
                : throw new StartException("With --map give the file alone: the mapping names the tables.");
        }

        if (names is not [var name, var path])
        {
            throw new StartException("Give a table and a file, or --map and a file.");
        }

        return ImportTables.Find(name) is { } table
            ? (DocumentedFile.Of(table), path)
            : throw new StartException($"There is no table {name}. Use one of {string.Join(", ", ImportTables.All.Select(known => known.Name))}.");
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The mapping cannot be read: {e.Message}", e);
        }
    }

    private static async Task<int> LoadAsync(Importer importer, ImportRequest request, string? rejects, CancellationToken ct)
    {
        await using var file = rejects is null ? null : File.Create(rejects);
        var result = Require(await importer.LoadAsync(CallerLoader.Operator(Environment.UserName), request with { Rejects = file }, ct));
        Tell(result, rejects);
        return result is { IsLoaded: false, IsDryRun: false } || (result.IsDryRun && result.RowsRejected > 0 && !request.SkipBadRows) ? 1 : 0;
    }

    private static void Tell(ImportResult result, string? rejects)
    {
        Say($"Run {result.RunNumber}: {result.RowsRead} rows read ({result.ReadAs}).");
        if (result.FirstLoad is { } first)
        {
            Say($"The same file was first loaded by run {first.RunNumber} at {first.FinishedAt:yyyy-MM-dd HH:mm:ss}Z.");
        }

        foreach (var (table, counts) in result.Tables)
        {
            Say($"{table}: {counts.Inserted} new, {counts.Updated} changed, {counts.Unchanged} unchanged, {counts.Deleted} removed, {counts.Duplicates} duplicate, {counts.Outdated} outdated, {counts.Rejected} left out");
        }

        foreach (var reject in result.Rejects.Take(Shown))
        {
            Say($"line {reject.Line}{(reject.Table.Length > 0 ? $", {reject.Table}" : "")}{(reject.Column.Length > 0 ? $", {reject.Column}" : "")}{(reject.Value is { } value ? $" = \"{value}\"" : "")}: {reject.Reason}");
        }

        if (result.RowsRejected > 0)
        {
            Say($"{result.RowsRejected} bad rows{(rejects is null ? "; --rejects writes all of them to a file" : $", all in {rejects}")}.");
        }

        if (result.ClosedPeriodChanged)
        {
            Say($"Rows of closed months have changed; {result.RunsRestated} finished reports are marked as restated.");
        }

        Say($"{(result.IsLoaded ? "Loaded." : result.IsDryRun && result.Tables.Count > 0 ? "Dry run: nothing is loaded." : "Nothing is loaded.")}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static T Require<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Ok ? outcome.Value : throw new StartException(string.Join('\n', outcome.Problems.Select(problem => problem.Message)));
}
