using System.Buffers.Binary;
using System.Text;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>Makes a TrueType file of the glyphs that a document uses, renumbered in the order of their first use.</summary>
internal static class FontSubset
{
    private const ushort WordArguments = 0x0001;
    private const ushort Scale = 0x0008;
    private const ushort More = 0x0020;
    private const ushort TwoScales = 0x0040;
    private const ushort TwoByTwo = 0x0080;
    private const uint Magic = 0xB1B0AFBA;

    // Hinting programs are called by the glyphs' own instructions.
    private static readonly string[] s_copied = ["cvt ", "fpgm", "prep"];

    /// <summary>The file.</summary>
    /// <param name="font">The whole font.</param>
    /// <param name="glyphs">Its glyphs by new number; the first is glyph 0. Parts of composite glyphs are added behind.</param>
    public static byte[] Make(TrueTypeFont font, IReadOnlyList<int> glyphs)
    {
        var all = new List<int>(glyphs);
        var outlines = new List<byte[]>();
        for (var i = 0; i < all.Count; i++)
        {
            outlines.Add(Renumbered(font.Outline(all[i]), all));
        }

        var loca = new byte[4 * (all.Count + 1)];
        using var glyf = new MemoryStream();
        for (var i = 0; i < outlines.Count; i++)
        {
            glyf.Write(outlines[i]);
            glyf.Write(new byte[(4 - (int)(glyf.Length % 4)) % 4]);
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * (i + 1)), (uint)glyf.Length);
        }

        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        var hhea = font.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)all.Count);
        var maxp = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)all.Count);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = glyf.ToArray(),
            ["head"] = head,
            ["hhea"] = hhea,
            ["hmtx"] = Metrics(font, all),
            ["loca"] = loca,
            ["maxp"] = maxp,
        };
        foreach (var tag in s_copied)
        {
            if (font.Table(tag).Length > 0)
            {
                tables[tag] = font.Table(tag).ToArray();
            }
        }

        return Join(tables);
    }

    private static byte[] Metrics(TrueTypeFont font, List<int> glyphs)
    {
        var hmtx = new byte[4 * glyphs.Count];
        for (var i = 0; i < glyphs.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(4 * i), (ushort)font.Advance(glyphs[i]));
            BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan((4 * i) + 2), (short)font.Bearing(glyphs[i]));
        }

        return hmtx;
    }

    // A composite glyph names its parts by number.
    private static byte[] Renumbered(ReadOnlySpan<byte> outline, List<int> glyphs)
    {
        var copy = outline.ToArray();
        if (copy.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(copy) >= 0)
        {
            return copy;
        }

        var at = 10;
        ushort flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(at));
            int part = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(at + 2));
            var number = glyphs.IndexOf(part);
            if (number < 0)
            {
                number = glyphs.Count;
                glyphs.Add(part);
            }

            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at + 2), (ushort)number);
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2)
                + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & TwoByTwo) != 0 ? 8 : 0);
        }
        while ((flags & More) != 0);
        return copy;
    }

    private static byte[] Join(SortedDictionary<string, byte[]> tables)
    {
        var power = 1;
        var log = 0;
        while (power * 2 <= tables.Count)
        {
            power *= 2;
            log++;
        }

        var size = 12 + (16 * tables.Count) + tables.Values.Sum(table => (table.Length + 3) / 4 * 4);
        var file = new byte[size];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(power * 16));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)log);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((tables.Count - power) * 16));
        var record = 12;
        var offset = 12 + (16 * tables.Count);
        var head = 0;
        foreach (var (tag, table) in tables)
        {
            table.CopyTo(file, offset);
            var padded = (table.Length + 3) / 4 * 4;
            Encoding.ASCII.GetBytes(tag, file.AsSpan(record));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 4), Sum(file.AsSpan(offset, padded)));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 8), (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 12), (uint)table.Length);
            head = tag == "head" ? offset : head;
            record += 16;
            offset += padded;
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(Magic - Sum(file)));
        return file;
    }

    private static uint Sum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (var at = 0; at < data.Length; at += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(data[at..]));
        }

        return sum;
    }
}
