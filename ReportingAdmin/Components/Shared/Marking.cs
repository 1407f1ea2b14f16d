namespace ReportingAdmin.Components.Shared;

/// <summary>Cuts a text where words of a search begin a word of it.</summary>
internal static class Marking
{
    /// <summary>The parts in order; marked ones are words sought.</summary>
    public static IEnumerable<(string Text, bool Marked)> Split(string text, IReadOnlyList<string> words)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && char.IsLetterOrDigit(text[i - 1]))
            {
                continue;
            }

            var length = words
                .Where(word => string.Compare(text, i, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                .Select(word => word.Length)
                .DefaultIfEmpty()
                .Max();
            if (length > 0)
            {
                if (i > from)
                {
                    yield return (text[from..i], false);
                }

                yield return (text.Substring(i, length), true);
                from = i + length;
                i = from - 1;
            }
        }

        if (from < text.Length)
        {
            yield return (text[from..], false);
        }
    }
}
