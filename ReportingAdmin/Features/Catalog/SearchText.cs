using System.Globalization;
using System.Text;

namespace ReportingAdmin.Features.Catalog;

/// <summary>Words as the search compares them, and how near two of them are.</summary>
internal static class SearchText
{
    private const int ShortestForOneSlip = 4;
    private const int ShortestForTwoSlips = 8;

    private static readonly HashSet<string> s_empty = new(
        ["a", "all", "an", "and", "are", "at", "by", "for", "have", "how", "i", "in", "is", "it", "many", "me", "much", "my", "of", "on", "our",
         "report", "reports", "show", "that", "the", "their", "to", "was", "we", "were", "what", "which", "who", "with"],
        StringComparer.Ordinal);

    /// <summary>The words of a text: lower case, without accents, letters and digits only.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>The words of a question that say something; all of them where none does.</summary>
    public static List<string> Telling(string text)
    {
        var words = Words(text);
        var telling = words.Where(word => !s_empty.Contains(word)).Distinct(StringComparer.Ordinal).ToList();
        return telling.Count > 0 ? telling : words;
    }

    /// <summary>How well a word sought fits a word found: 1 the same, 0 not at all.</summary>
    public static double Fit(string sought, string found)
    {
        if (sought == found)
        {
            return 1;
        }

        if (found.StartsWith(sought, StringComparison.Ordinal))
        {
            return 0.85;
        }

        // "deposits" finds "deposit".
        if (found.Length >= ShortestForOneSlip && sought.StartsWith(found, StringComparison.Ordinal) && sought.Length - found.Length <= 2)
        {
            return 0.8;
        }

        if (sought.Length >= 3 && found.Contains(sought, StringComparison.Ordinal))
        {
            return 0.5;
        }

        var slips = sought.Length >= ShortestForTwoSlips ? 2 : sought.Length >= ShortestForOneSlip ? 1 : 0;
        return slips > 0 && sought.Length - found.Length <= slips && SlipsToBeginning(sought, found) is var needed && needed <= slips ? 0.6 - (0.15 * needed) : 0;
    }

    /// <summary>
    /// The least number of slips (a letter too many, missing, wrong, or two swapped) between a word and any beginning of
    /// another: the optimal string alignment distance, its last row's least.
    /// </summary>
    internal static int SlipsToBeginning(string sought, string found)
    {
        // Three rows in turn: this is asked for every word there is.
        Span<int> before = stackalloc int[found.Length + 1];
        Span<int> last = stackalloc int[found.Length + 1];
        Span<int> row = stackalloc int[found.Length + 1];
        for (var j = 0; j <= found.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= sought.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= found.Length; j++)
            {
                var wrong = sought[i - 1] == found[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + wrong);
                if (i > 1 && j > 1 && sought[i - 1] == found[j - 2] && sought[i - 2] == found[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        var least = last[0];
        foreach (var slips in last)
        {
            least = Math.Min(least, slips);
        }

        return least;
    }
}
