using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>Typed cells of a column; a cell without a value is left out.</summary>
internal abstract class XlsxCell : CellWriter
{
    private const int MaxDecimals = 4;

    private readonly byte[] _start;

    private XlsxCell(XlsxRow row, int i)
    {
        Row = row;
        I = i;
        _start = Encoding.ASCII.GetBytes("<c r=\"" + Letters(i));
    }

    /// <summary>What the row's cells share.</summary>
    protected XlsxRow Row { get; }

    /// <summary>The column's index.</summary>
    protected int I { get; }

    /// <summary>The writer of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="i">Its index.</param>
    /// <param name="row">What the row's cells share.</param>
    /// <param name="styles">The workbook's looks.</param>
    /// <param name="zone">In which instants are shown.</param>
    public static XlsxCell For(Shown column, int i, XlsxRow row, XlsxStyles styles, TimeZoneInfo zone)
    {
        var format = column.Column.Spec.Format;
        var look = new Look(XlsxStyles.FormatCode(column.Kind, format, Display.DecimalsOf(null)), Align: XlsxStyles.AlignOf(column.Kind));
        var wide = new Look(XlsxStyles.Text, Align: Align.Right);
        return column.Kind switch
        {
            Kind.Text => column.Masked
                ? new MaskedCell(row, i, styles.Of(look))
                : new TextCell(row, i, styles.Of(look), column.Heading),
            Kind.Integer => new IntegerCell(row, i, styles.Of(look), styles.Of(wide)),
            Kind.Number => new NumberCell(row, i, StylesByDecimals(column, styles), row.CurrencyOf(column.Column.CurrencyName), styles.Of(wide)),
            Kind.Date => new DateCell(row, i, styles.Of(look), styles.Of(wide)),
            Kind.Instant => new InstantCell(row, i, styles.Of(look), styles.Of(wide), zone),
            Kind.Flag => new FlagCell(row, i, styles.Of(look)),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Kind, "No such kind of cell."),
        };
    }

    /// <summary>The letters of a column: 0 is A, 26 is AA.</summary>
    /// <param name="i">Column index.</param>
    public static string Letters(int i) => i < 26 ? ((char)('A' + i)).ToString() : Letters((i / 26) - 1) + (char)('A' + (i % 26));

    /// <inheritdoc />
    public override void Write(RowCursor row, Utf8Buffer to)
    {
        if (!row.IsNull(I))
        {
            Value(row, to);
        }
    }

    /// <summary>Appends the cell, which has a value.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="to">Where to.</param>
    protected abstract void Value(RowCursor row, Utf8Buffer to);

    /// <summary>Appends the cell's start up to its own attributes.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="rest">From the closing quote of the reference on.</param>
    protected void Start(Utf8Buffer to, byte[] rest)
    {
        to.Raw(_start);
        to.Raw(Row.Digits);
        to.Raw(rest);
    }

    private static byte[][] StylesByDecimals(Shown column, XlsxStyles styles) =>
    [
        .. Enumerable.Range(0, MaxDecimals + 1).Select(decimals =>
            Numeric(styles.Of(new Look(XlsxStyles.FormatCode(Kind.Number, column.Column.Spec.Format, decimals), Align: Align.Right)))),
    ];

    private static byte[] Numeric(int style) => Rest(style, "><v>");

    private static byte[] Textual(int style) => Rest(style, " t=\"inlineStr\"><is>");

    private static byte[] Rest(int style, string end) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\" s=\"{style}\"{end}"));

    private static void EndNumber(Utf8Buffer to) => to.Raw("</v></c>"u8);

    private static void EndText(Utf8Buffer to) => to.Raw("</t></is></c>"u8);

    private sealed class MaskedCell(XlsxRow row, int i, int style) : XlsxCell(row, i)
    {
        private readonly byte[] _rest = Rest(style, $" t=\"inlineStr\"><is><t>{Shown.Mask}</t></is></c>");

        public override void Write(RowCursor row, Utf8Buffer to) => Start(to, _rest);

        protected override void Value(RowCursor row, Utf8Buffer to) => Start(to, _rest);
    }

    private sealed class TextCell(XlsxRow row, int i, int style, string heading) : XlsxCell(row, i)
    {
        private readonly byte[] _rest = Textual(style);

        protected override void Value(RowCursor row, Utf8Buffer to)
        {
            var text = row.Text(I);
            if (text.Length > XlsxText.MaxLength)
            {
                throw new FileLimitException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Row {Row.Ordinal}, column \"{heading}\" has {text.Length:N0} characters; an Excel cell holds {XlsxText.MaxLength:N0}. Nothing was cut: choose CSV or JSON."));
            }

            Start(to, _rest);
            XlsxText.Write(to, text);
            to.Raw("</is></c>"u8);
        }
    }

    private sealed class IntegerCell(XlsxRow row, int i, int style, int wide) : XlsxCell(row, i)
    {
        private readonly byte[] _rest = Numeric(style);
        private readonly byte[] _wide = Rest(wide, " t=\"inlineStr\"><is><t>");

        protected override void Value(RowCursor row, Utf8Buffer to)
        {
            var value = row.Integer(I);
            if (XlsxNumber.Fits(value))
            {
                Start(to, _rest);
                to.Integer(value);
                EndNumber(to);
                return;
            }

            Row.NumbersAsText++;
            Start(to, _wide);
            to.Integer(value);
            EndText(to);
        }
    }

    private sealed class NumberCell(XlsxRow row, int i, byte[][] rests, XlsxRow.Slot currency, int wide) : XlsxCell(row, i)
    {
        private readonly byte[] _wide = Rest(wide, " t=\"inlineStr\"><is><t>");

        protected override void Value(RowCursor row, Utf8Buffer to)
        {
            var value = row.Number(I);
            if (XlsxNumber.Fits(value))
            {
                Start(to, rests[currency.Decimals]);
                to.Number(value);
                EndNumber(to);
                return;
            }

            Row.NumbersAsText++;
            Start(to, _wide);
            to.Number(value);
            EndText(to);
        }
    }

    private sealed class DateCell(XlsxRow row, int i, int style, int early) : XlsxCell(row, i)
    {
        private readonly byte[] _rest = Numeric(style);
        private readonly byte[] _early = Rest(early, " t=\"inlineStr\"><is><t>");

        protected override void Value(RowCursor row, Utf8Buffer to)
        {
            var value = row.Date(I);
            if (XlsxNumber.Fits(value))
            {
                Start(to, _rest);
                to.Integer(XlsxNumber.Serial(value));
                EndNumber(to);
                return;
            }

            Row.DatesAsText++;
            Start(to, _early);
            to.Date(value);
            EndText(to);
        }
    }

    private sealed class InstantCell(XlsxRow row, int i, int style, int early, TimeZoneInfo zone) : XlsxCell(row, i)
    {
        private readonly byte[] _rest = Numeric(style);
        private readonly byte[] _early = Rest(early, " t=\"inlineStr\"><is><t>");

        protected override void Value(RowCursor row, Utf8Buffer to)
        {
            var value = row.Instant(I);
            var clock = TimeZoneInfo.ConvertTimeFromUtc(value.UtcDateTime, zone);
            if (XlsxNumber.Fits(DateOnly.FromDateTime(clock)))
            {
                Start(to, _rest);
                XlsxNumber.Serial(to, clock);
                EndNumber(to);
                return;
            }

            Row.DatesAsText++;
            Start(to, _early);
            to.Instant(value);
            EndText(to);
        }
    }

    private sealed class FlagCell(XlsxRow row, int i, int style) : XlsxCell(row, i)
    {
        private readonly byte[] _true = Rest(style, " t=\"b\"><v>1</v></c>");
        private readonly byte[] _false = Rest(style, " t=\"b\"><v>0</v></c>");

        protected override void Value(RowCursor row, Utf8Buffer to) => Start(to, row.Flag(I) ? _true : _false);
    }
}
