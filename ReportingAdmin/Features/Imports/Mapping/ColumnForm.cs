using System.Globalization;
using System.Text.Json;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Features.Imports.Mapping;

/// <summary>Where a column of a table comes from.</summary>
public enum ColumnUse
{
    /// <summary>The file does not feed it.</summary>
    None,

    /// <summary>A column of the file.</summary>
    Column,

    /// <summary>The same for every row.</summary>
    Constant,

    /// <summary>A text with columns in braces.</summary>
    Template,

    /// <summary>The row's number among the rows that agree in some columns.</summary>
    RowNumber,
}

/// <summary>What is taken of a number.</summary>
public enum NumberUse
{
    /// <summary>As it is.</summary>
    AsIs,

    /// <summary>Above zero, else 0.</summary>
    Positive,

    /// <summary>Without its sign where below zero, else 0.</summary>
    Negative,

    /// <summary>Without its sign.</summary>
    Absolute,

    /// <summary>A word by its sign.</summary>
    BySign,
}

/// <summary>One column of a table while its mapping is written.</summary>
/// <param name="column">The column.</param>
public sealed class ColumnForm(ImportColumn column)
{
    /// <summary>The column.</summary>
    public ImportColumn Column { get; } = column;

    /// <summary>Where it comes from.</summary>
    public ColumnUse Use { get; set; }

    /// <summary>The file's column.</summary>
    public string Source { get; set; } = "";

    /// <summary>What stands in every row.</summary>
    public string Constant { get; set; } = "";

    /// <summary>A text with the file's columns in braces.</summary>
    public string Template { get; set; } = "";

    /// <summary>The file's columns, with commas.</summary>
    public string CountedIn { get; set; } = "";

    /// <summary>Words for no value, with commas.</summary>
    public string Nulls { get; set; } = "";

    /// <summary>What separates the parts of a text; empty = the whole text.</summary>
    public string Separator { get; set; } = "";

    /// <summary>Which part: 1 is the first, -1 the last.</summary>
    public string Position { get; set; } = "";

    /// <summary>One "word = what it becomes" a line.</summary>
    public string Values { get; set; } = "";

    /// <summary>What other words become; null = such a row is bad.</summary>
    public string? Otherwise { get; set; }

    /// <summary>What is taken of a number.</summary>
    public NumberUse Number { get; set; }

    /// <summary>The word above zero.</summary>
    public string WhenPositive { get; set; } = "";

    /// <summary>The word below zero.</summary>
    public string WhenNegative { get; set; } = "";

    /// <summary>The word at zero; empty = such a row is bad.</summary>
    public string WhenZero { get; set; } = "";

    /// <summary>What a number is multiplied with.</summary>
    public string Scale { get; set; } = "";

    /// <summary>How this date is written.</summary>
    public string DateFormat { get; set; } = "";

    /// <summary>The last day of the date's month is taken.</summary>
    public bool MonthEnd { get; set; }

    /// <summary>Something is done with the value on its way.</summary>
    public bool IsWorkedOn =>
        Nulls.Length + Separator.Length + Values.Length + Scale.Length + DateFormat.Length > 0 || Otherwise is not null || Number != NumberUse.AsIs || MonthEnd;

    /// <summary>What is done with the value, in a few words.</summary>
    public string Words => string.Join(", ", new[]
    {
        Nulls.Length > 0 ? $"{Nulls} = no value" : "",
        Separator.Length > 0 ? $"part {Position} between “{Separator}”" : "",
        Values.Length > 0 ? $"{Lines(Values).Count} words replaced" : "",
        Number switch
        {
            NumberUse.Positive => "positive part",
            NumberUse.Negative => "negative part",
            NumberUse.Absolute => "without sign",
            NumberUse.BySign => "word by sign",
            _ => "",
        },
        Scale.Length > 0 ? $"× {Scale}" : "",
        DateFormat.Length > 0 ? $"written {DateFormat}" : "",
        MonthEnd ? "last day of its month" : "",
    }.Where(word => word.Length > 0));

    /// <summary>Takes what a mapping says.</summary>
    /// <param name="mapped">The mapping; null = not fed.</param>
    public void Take(ColumnMapping? mapped)
    {
        switch (mapped)
        {
            case null:
                Use = ColumnUse.None;
                break;
            case { Column: { } name }:
                (Use, Source) = (ColumnUse.Column, name);
                break;
            case { Const: { } constant }:
                (Use, Constant) = (ColumnUse.Constant, constant.ValueKind == JsonValueKind.String ? constant.GetString()! : constant.GetRawText());
                break;
            case { Expr: { } expr }:
                Take(expr);
                break;
            default:
                Use = ColumnUse.None;
                break;
        }
    }

    /// <summary>What the form says; null = the column is not fed.</summary>
    public ColumnMapping? Give() => Use switch
    {
        ColumnUse.None => null,
        ColumnUse.Constant => Constant.Trim().Length == 0 ? null : new ColumnMapping { Const = Typed(Constant.Trim()) },
        ColumnUse.Column when Source.Length == 0 => null,
        ColumnUse.Column when !IsWorkedOn => new ColumnMapping { Column = Source },
        ColumnUse.Column => new ColumnMapping { Expr = Worked(new Expression { Column = Source }) },
        ColumnUse.Template => Template.Trim().Length == 0 ? null : new ColumnMapping { Expr = Worked(new Expression { Template = Template.Trim() }) },
        _ => List(CountedIn) is { Count: > 0 } counted ? new ColumnMapping { Expr = new Expression { RowNumberIn = counted } } : null,
    };

    /// <summary>Words between commas.</summary>
    /// <param name="text">As typed.</param>
    internal static List<string> List(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    // As somebody would write it by hand: true and 12.50 without quotes.
    private JsonElement Typed(string text) => Column.Type switch
    {
        ColumnType.Flag when text is "true" or "false" => JsonSerializer.SerializeToElement(text == "true"),
        ColumnType.Integer or ColumnType.Amount or ColumnType.Rate or ColumnType.Number
            when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => JsonSerializer.SerializeToElement(number),
        _ => JsonSerializer.SerializeToElement(text),
    };

    private void Take(Expression expr)
    {
        (Use, Source, Template, CountedIn) = expr switch
        {
            { Template: { } template } => (ColumnUse.Template, "", template, ""),
            { RowNumberIn: { } counted } => (ColumnUse.RowNumber, "", "", string.Join(", ", counted)),
            _ => (ColumnUse.Column, expr.Column ?? "", "", ""),
        };
        Nulls = string.Join(", ", expr.Nulls);
        (Separator, Position) = expr.PartOf is { } part ? (part.Separator, part.Position.ToString(CultureInfo.InvariantCulture)) : ("", "");
        Values = expr.Values is null ? "" : string.Join('\n', expr.Values.Select(pair => $"{pair.Key} = {pair.Value}"));
        Otherwise = expr.Otherwise;
        Number = expr switch
        {
            { PositivePart: true } => NumberUse.Positive,
            { NegativePart: true } => NumberUse.Negative,
            { Absolute: true } => NumberUse.Absolute,
            { BySign: not null } => NumberUse.BySign,
            _ => NumberUse.AsIs,
        };
        (WhenPositive, WhenNegative, WhenZero) = (expr.BySign?.Positive ?? "", expr.BySign?.Negative ?? "", expr.BySign?.Zero ?? "");
        Scale = expr.Scale?.ToString(CultureInfo.InvariantCulture) ?? "";
        DateFormat = expr.DateFormat ?? "";
        MonthEnd = expr.MonthEnd;
    }

    private Expression Worked(Expression expr)
    {
        var values = Lines(Values);
        return expr with
        {
            Nulls = List(Nulls),
            PartOf = Separator.Length == 0 ? null : new TextPart
            {
                Separator = Separator,
                Position = int.TryParse(Position, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position) ? position : 0,
            },
            Values = values.Count == 0 ? null : values,
            Otherwise = values.Count == 0 ? null : Otherwise,
            BySign = Number == NumberUse.BySign
                ? new SignWords { Positive = WhenPositive.Trim(), Negative = WhenNegative.Trim(), Zero = WhenZero.Trim() is { Length: > 0 } zero ? zero : null }
                : null,
            PositivePart = Number == NumberUse.Positive,
            NegativePart = Number == NumberUse.Negative,
            Absolute = Number == NumberUse.Absolute,
            Scale = decimal.TryParse(Scale, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var scale) ? scale : null,
            DateFormat = DateFormat.Trim() is { Length: > 0 } format ? format : null,
            MonthEnd = MonthEnd,
        };
    }

    private static Dictionary<string, string> Lines(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.LastIndexOf('=');
            if (at > 0)
            {
                values[line[..at].Trim()] = line[(at + 1)..].Trim();
            }
        }

        return values;
    }
}
