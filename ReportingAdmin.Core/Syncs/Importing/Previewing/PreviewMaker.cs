using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Syncs.Importing.Drafts;
using ReportingAdmin.Core.Syncs.Importing.Loading;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Reading;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Previewing;

/// <summary>Reads the beginning of a file through a mapping, with the engine's own readers; what only the database knows of the whole file is left to the dry run.</summary>
/// <param name="database">Where it is asked whom a reference names.</param>
public sealed class PreviewMaker(ReportingDatabase database)
{
    /// <summary>Rows of the file that are looked at.</summary>
    public const int Rows = 20;

    /// <summary>The headers of a file, read as declared.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">As its sender named it.</param>
    /// <param name="shape">What is declared of it.</param>
    /// <param name="ct">Stops it.</param>
    internal static async Task<FileLook> LookAsync(string path, string name, FileShape shape, CancellationToken ct)
    {
        IReadOnlyList<string> sheets = [];
        try
        {
            var file = await SourceFile.LookAsync(path, name, ImportDrafts.Limits, ct);

            // A workbook is looked through from end to end, which is work for a thread of its own.
            return await Task.Run(async () =>
            {
                sheets = name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? WorkbookCheck.SheetNames(path, ImportDrafts.Limits) : [];
                await using var source = await file.OpenAsync(shape, [], ImportDrafts.Limits, ct);
                return await source.ReadAsync(ct)
                    ? new FileLook(source.Header, source.Description, sheets, null)
                    : new FileLook(source.Header, source.Description, sheets, new Problem(ProblemKind.Invalid, "The file has a header only: no data rows.", "file", "no_rows"));
            }, ct);
        }
        catch (SourceException e)
        {
            return new FileLook([], "", sheets, e.Problem);
        }
    }

    /// <summary>The first rows.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="name">As its sender named it.</param>
    /// <param name="mapping">How it is read.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The rows; or everything that keeps the mapping from fitting the file.</returns>
    internal async Task<Outcome<ImportPreview>> ReadAsync(string path, string name, FileMapping mapping, CancellationToken ct)
    {
        if (MappingReader.Check(mapping) is { Count: > 0 } defects)
        {
            return Outcome<ImportPreview>.From(defects);
        }

        try
        {
            var file = await SourceFile.LookAsync(path, name, ImportDrafts.Limits, ct);
            var read = await Task.Run(() => ReadAsync(file, mapping, ct), ct);
            if (read.Ok)
            {
                await AskReferencesAsync(read.Value, ct);
            }

            return read.Ok ? read.Value.Done() : Outcome<ImportPreview>.From(read.Problems);
        }
        catch (SourceException e)
        {
            return e.Problem;
        }
    }

    private static async Task<Outcome<PreviewDraft>> ReadAsync(SourceFile file, FileMapping given, CancellationToken ct)
    {
        await using var source = await file.OpenAsync(given.File, [.. given.Tables.Select(table => table.Table)], ImportDrafts.Limits, ct);
        var mapping = DocumentedFile.Carrying(given, source.Header);
        var plan = FilePlan.Bind(mapping, source.Header, new CellReader(mapping.File));
        if (!plan.Ok)
        {
            return Outcome<PreviewDraft>.From(plan.Problems);
        }

        var draft = new PreviewDraft(source.Description, plan.Value);
        while (draft.Looked < Rows && await source.ReadAsync(ct))
        {
            draft.Take(source);
        }

        return draft;
    }

    /// <summary>What a reference names must be loaded already, unless the same file brings it.</summary>
    private async Task AskReferencesAsync(PreviewDraft draft, CancellationToken ct)
    {
        foreach (var (named, cells) in draft.References())
        {
            var key = ImportTables.Get(named).Key[0];
            await using var command = database.App.CreateCommand($"select r.{key} from {named} r where r.{key} = any ($1)");
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = cells.Select(cell => cell.Text!).Distinct().ToArray() });
            var known = new HashSet<string>(StringComparer.Ordinal);
            await using (var reader = await command.ExecuteReaderAsync(ct))
            {
                while (await reader.ReadAsync(ct))
                {
                    known.Add(reader.GetString(0));
                }
            }

            foreach (var cell in cells.Where(cell => !known.Contains(cell.Text!)))
            {
                draft.Refuse(cell, $"There is no {named} with {key} \"{cell.Text}\", and this mapping does not load it.");
            }
        }
    }
}

/// <summary>A preview being made.</summary>
/// <param name="readAs">How the file is read.</param>
/// <param name="plan">The mapping, bound.</param>
internal sealed class PreviewDraft(string readAs, FilePlan plan)
{
    private readonly List<List<(long Line, PreviewCell[] Cells, string? Problem)>> _rows = [.. plan.Tables.Select(_ => new List<(long, PreviewCell[], string?)>())];
    private readonly ColumnStep[][] _steps = [.. plan.Tables.Select(table => table.Columns.Select(ColumnStep.Of).ToArray())];

    /// <summary>Rows looked at.</summary>
    public int Looked { get; private set; }

    /// <summary>Takes the present row.</summary>
    /// <param name="source">The rows.</param>
    public void Take(RowSource source)
    {
        Looked++;
        for (var i = 0; i < plan.Tables.Count; i++)
        {
            if (source.Defect is null && !plan.Tables[i].Takes(source))
            {
                continue;
            }

            var cells = _steps[i].Select(step => Cell(step, source, source.Defect is not null)).ToArray();
            _rows[i].Add((source.Line, cells, source.Defect?.Reason));
        }
    }

    /// <summary>Good cells that name rows of tables which the file does not feed.</summary>
    public IEnumerable<(string Named, List<CellPlace> Cells)> References()
    {
        for (var i = 0; i < plan.Tables.Count; i++)
        {
            for (var at = 0; at < _steps[i].Length; at++)
            {
                var column = _steps[i][at].Plan.Column;
                if (column.RefersTo is not { } named || plan.Tables.Any(fed => fed.Table.Name == named))
                {
                    continue;
                }

                var cells = _rows[i].Select((row, number) => new CellPlace(i, number, at, row.Cells[at].Text))
                    .Where(place => place.Text is not null && _rows[place.Table][place.Row].Cells[place.Column].Problem is null)
                    .ToList();
                if (cells.Count > 0)
                {
                    yield return (named, cells);
                }
            }
        }
    }

    /// <summary>Marks a cell as one that cannot be written.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="reason">Why.</param>
    public void Refuse(CellPlace place, string reason)
    {
        var cells = _rows[place.Table][place.Row].Cells;
        cells[place.Column] = cells[place.Column] with { Problem = reason };
    }

    /// <summary>The preview.</summary>
    public ImportPreview Done() => new(
        readAs,
        Looked,
        [.. plan.Tables.Select((table, i) => new PreviewTable(
            table.Table.Name,
            [.. _steps[i].Select(Column)],
            [.. _rows[i].Select(row => new PreviewRow(row.Line, row.Cells, row.Problem))]))]);

    private static PreviewColumn Column(ColumnStep step) => new(
        step.Plan.Column.Name,
        step.Plan.Source.Columns,
        step.Plan.Column.Type is ColumnType.Integer or ColumnType.Amount or ColumnType.Rate or ColumnType.Number);

    private static PreviewCell Cell(ColumnStep step, RowSource source, bool isUnreadable)
    {
        if (isUnreadable)
        {
            return new PreviewCell(step.Plan.Source.Shown(source), null);
        }

        var reason = step.Read(source, mayLack: false, out var value);
        return reason is null ? new PreviewCell(Words(step.Plan.Column, value), null) : new PreviewCell(step.Plan.Source.Shown(source), reason);
    }

    private static string? Words(ImportColumn column, in Value value) => !value.HasValue ? null : column.Type switch
    {
        ColumnType.Amount => value.Number.ToString("0.00", CultureInfo.InvariantCulture),
        ColumnType.Integer or ColumnType.Rate or ColumnType.Number => value.Number.ToString("0.############################", CultureInfo.InvariantCulture),
        ColumnType.Date => value.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnType.Instant => value.Instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ColumnType.Flag => value.Flag ? "true" : "false",
        _ => value.Text,
    };

    /// <summary>Where a cell is.</summary>
    /// <param name="Table">Which table.</param>
    /// <param name="Row">Which of its rows.</param>
    /// <param name="Column">Which column.</param>
    /// <param name="Text">What it says.</param>
    internal readonly record struct CellPlace(int Table, int Row, int Column, string? Text);
}
