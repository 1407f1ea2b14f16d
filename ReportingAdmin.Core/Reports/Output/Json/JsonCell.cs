using System.Buffers;
using System.Text;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Json;

/// <summary>Members of a row object, one class per kind; the key is encoded once.</summary>
internal abstract class JsonCell(byte[] key, int i) : CellWriter
{
    private static readonly SearchValues<byte> s_escaped =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    /// <summary>The column's index.</summary>
    protected int I => i;

    /// <summary>The writer of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="i">Its index.</param>
    public static CellWriter For(Shown column, int i)
    {
        var key = Encoding.UTF8.GetBytes((i == 0 ? "{\"" : ",\"") + column.Column.Name + "\":");
        return column switch
        {
            { Masked: true } => new MaskedCell(key, i),
            { Kind: Kind.Text } => new TextCell(key, i),
            { Kind: Kind.Integer } => new IntegerCell(key, i),
            { Kind: Kind.Number } => new NumberCell(key, i),
            { Kind: Kind.Date } => new DateCell(key, i),
            { Kind: Kind.Instant } => new InstantCell(key, i),
            { Kind: Kind.Flag } => new FlagCell(key, i),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Kind, "No such kind of cell."),
        };
    }

    /// <inheritdoc />
    public override void Write(RowCursor row, Utf8Buffer to)
    {
        to.Raw(key);
        if (row.IsNull(i))
        {
            to.Raw("null"u8);
        }
        else
        {
            Value(row, to);
        }
    }

    /// <summary>Appends the value, which is not null.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="to">Where to.</param>
    protected abstract void Value(RowCursor row, Utf8Buffer to);

    /// <summary>A JSON string. Most need no escape: the text is encoded first and only looked over.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="text">The text.</param>
    private static void String(Utf8Buffer to, string text)
    {
        to.Byte((byte)'"');
        var start = to.Position;
        to.Text(text);
        if (to.Since(start).ContainsAny(s_escaped))
        {
            to.Rewind(start);
            Escaped(to, text);
        }

        to.Byte((byte)'"');
    }

    private static void Escaped(Utf8Buffer to, string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"':
                    to.Raw("\\\""u8);
                    break;
                case '\\':
                    to.Raw("\\\\"u8);
                    break;
                case '\n':
                    to.Raw("\\n"u8);
                    break;
                case '\r':
                    to.Raw("\\r"u8);
                    break;
                case '\t':
                    to.Raw("\\t"u8);
                    break;
                case < 32:
                    to.Raw("\\u00"u8);
                    to.Byte((byte)(rune.Value < 16 ? '0' : '1'));
                    to.Byte((byte)"0123456789abcdef"[rune.Value & 15]);
                    break;
                default:
                    to.Advance(rune.EncodeToUtf8(to.Reserve(4)));
                    break;
            }
        }
    }

    private sealed class MaskedCell(byte[] key, int i) : JsonCell(key, i)
    {
        private readonly byte[] _member = [.. key, .. "\"•••\""u8];

        public override void Write(RowCursor row, Utf8Buffer to) => to.Raw(_member);

        protected override void Value(RowCursor row, Utf8Buffer to) => to.Raw("\"•••\""u8);
    }

    private sealed class TextCell(byte[] key, int i) : JsonCell(key, i)
    {
        protected override void Value(RowCursor row, Utf8Buffer to) => String(to, row.Text(I));
    }

    private sealed class IntegerCell(byte[] key, int i) : JsonCell(key, i)
    {
        protected override void Value(RowCursor row, Utf8Buffer to) => to.Integer(row.Integer(I));
    }

    private sealed class NumberCell(byte[] key, int i) : JsonCell(key, i)
    {
        protected override void Value(RowCursor row, Utf8Buffer to) => to.Number(row.Number(I));
    }

    private sealed class DateCell(byte[] key, int i) : JsonCell(key, i)
    {
        protected override void Value(RowCursor row, Utf8Buffer to)
        {
            to.Byte((byte)'"');
            to.Date(row.Date(I));
            to.Byte((byte)'"');
        }
    }

    private sealed class InstantCell(byte[] key, int i) : JsonCell(key, i)
    {
        protected override void Value(RowCursor row, Utf8Buffer to)
        {
            to.Byte((byte)'"');
            to.Instant(row.Instant(I));
            to.Byte((byte)'"');
        }
    }

    private sealed class FlagCell(byte[] key, int i) : JsonCell(key, i)
    {
        protected override void Value(RowCursor row, Utf8Buffer to) => to.Flag(row.Flag(I));
    }
}
