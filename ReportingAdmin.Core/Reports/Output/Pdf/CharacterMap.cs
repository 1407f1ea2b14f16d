using System.Buffers.Binary;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>A font's Unicode map: the subtables of format 12 (all planes) and 4 (the first plane).</summary>
internal sealed class CharacterMap
{
    private readonly ReadOnlyMemory<byte> _table;
    private readonly int _all = -1;
    private readonly int _first = -1;

    /// <summary>Finds the subtables.</summary>
    /// <param name="table">The <c>cmap</c> table.</param>
    public CharacterMap(ReadOnlyMemory<byte> table)
    {
        _table = table;
        var count = UShort(2);
        for (var i = 0; i < count; i++)
        {
            var platform = UShort(4 + (8 * i));
            var encoding = UShort(6 + (8 * i));
            var offset = (int)UInt(8 + (8 * i));
            var unicode = platform == 0 || (platform == 3 && encoding is 1 or 10);
            if (unicode && UShort(offset) == 12)
            {
                _all = offset;
            }
            else if (unicode && UShort(offset) == 4)
            {
                _first = offset;
            }
        }

        if (_all < 0 && _first < 0)
        {
            throw new InvalidDataException("The font has no Unicode map.");
        }
    }

    /// <summary>The glyph of a character; 0 when there is none.</summary>
    /// <param name="codePoint">Unicode scalar value.</param>
    public int Glyph(int codePoint) => _all >= 0 ? InGroups(codePoint) : codePoint <= 0xFFFF ? InSegments(codePoint) : 0;

    private int InGroups(int codePoint)
    {
        var low = 0;
        var high = (int)UInt(_all + 12) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = _all + 16 + (12 * middle);
            if (codePoint < UInt(group))
            {
                high = middle - 1;
            }
            else if (codePoint > UInt(group + 4))
            {
                low = middle + 1;
            }
            else
            {
                return (int)(UInt(group + 8) + (codePoint - UInt(group)));
            }
        }

        return 0;
    }

    private int InSegments(int codePoint)
    {
        var segments = UShort(_first + 6) / 2;
        var ends = _first + 14;
        var starts = ends + (2 * segments) + 2;
        for (var i = 0; i < segments; i++)
        {
            if (codePoint > UShort(ends + (2 * i)))
            {
                continue;
            }

            var start = UShort(starts + (2 * i));
            if (codePoint < start)
            {
                return 0;
            }

            var delta = UShort(starts + (2 * (segments + i)));
            var rangeAt = starts + (2 * ((2 * segments) + i));
            var range = UShort(rangeAt);
            if (range == 0)
            {
                return (codePoint + delta) & 0xFFFF;
            }

            var glyph = UShort(rangeAt + range + (2 * (codePoint - start)));
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }

        return 0;
    }

    private ushort UShort(int at) => BinaryPrimitives.ReadUInt16BigEndian(_table.Span[at..]);

    private uint UInt(int at) => BinaryPrimitives.ReadUInt32BigEndian(_table.Span[at..]);
}
