using System.Text;

namespace ReportingAdmin.Core.Reports.Engine.Sql;

/// <summary>
/// A report's SQL, lexed once: <c>@name</c> became <c>$n</c> in order of first use. Literals, quoted names, dollar quotes and
/// comments are passed over; a top-level semicolon or <c>set_config</c> is a defect, because statements without parameters
/// can be stacked and a report must not change its own row scope.
/// </summary>
/// <param name="Text">The text with positional parameters.</param>
/// <param name="Parameters">Names without the at sign; position n is at index n − 1.</param>
/// <param name="Grain">The first comment line.</param>
public sealed record SqlText(string Text, IReadOnlyList<string> Parameters, string Grain)
{
    /// <summary>Lexes a file.</summary>
    /// <param name="source">The file's text.</param>
    /// <exception cref="FormatException">The text has a defect; the message says which and at which line.</exception>
    public static SqlText Parse(string source)
    {
        var lexer = new Lexer(source);
        lexer.Run();
        var firstLine = source.Split('\n', 2)[0].Trim();
        if (!firstLine.StartsWith("--", StringComparison.Ordinal))
        {
            throw new FormatException("The first line must be a comment that states the grain.");
        }

        return new SqlText(lexer.Output.ToString(), lexer.Parameters, firstLine[2..].Trim());
    }

    private sealed class Lexer(string source)
    {
        private int _at;

        public StringBuilder Output { get; } = new(source.Length);

        public List<string> Parameters { get; } = [];

        public void Run()
        {
            while (_at < source.Length)
            {
                if (!Skip() && !Parameter())
                {
                    Plain();
                }
            }
        }

        private bool Skip()
        {
            var end = source[_at] switch
            {
                '\'' => QuotedEnd('\'', IsEscapeString()),
                '"' => QuotedEnd('"', false),
                '-' when Peek(1) == '-' => LineEnd(),
                '/' when Peek(1) == '*' => CommentEnd(),
                '$' => DollarEnd(),
                _ => -1,
            };
            if (end < 0)
            {
                return false;
            }

            Output.Append(source, _at, end - _at);
            _at = end;
            return true;
        }

        private bool Parameter()
        {
            if (source[_at] != '@' || !IsNameStart(Peek(1)) || (_at > 0 && IsOperator(source[_at - 1])))
            {
                return false;
            }

            var end = NameEnd(_at + 1);
            var name = source[(_at + 1)..end];
            var index = Parameters.IndexOf(name);
            if (index < 0)
            {
                Parameters.Add(name);
                index = Parameters.Count - 1;
            }

            Output.Append('$').Append(index + 1);
            _at = end;
            return true;
        }

        private void Plain()
        {
            var c = source[_at];
            if (c == ';')
            {
                throw new FormatException($"Line {Line()}: a semicolon. A report's SQL is one statement without it.");
            }

            if (!IsNameStart(c))
            {
                Output.Append(c);
                _at++;
                return;
            }

            var end = NameEnd(_at);
            var word = source[_at..end];
            if (word.Equals("set_config", StringComparison.OrdinalIgnoreCase))
            {
                throw new FormatException($"Line {Line()}: set_config. A report must not change its own scope.");
            }

            Output.Append(word);
            _at = end;
        }

        private int QuotedEnd(char quote, bool backslashes)
        {
            for (var i = _at + 1; i < source.Length; i++)
            {
                if (backslashes && source[i] == '\\')
                {
                    i++;
                }
                else if (source[i] == quote)
                {
                    if (i + 1 >= source.Length || source[i + 1] != quote)
                    {
                        return i + 1;
                    }

                    i++;
                }
            }

            throw new FormatException($"Line {Line()}: an opened {quote} is never closed.");
        }

        private bool IsEscapeString() =>
            _at > 0 && source[_at - 1] is 'e' or 'E' && (_at < 2 || !IsName(source[_at - 2]));

        private int LineEnd()
        {
            var end = source.IndexOf('\n', _at);
            return end < 0 ? source.Length : end;
        }

        private int CommentEnd()
        {
            var depth = 0;
            for (var i = _at; i + 1 < source.Length; i++)
            {
                if (source[i] == '/' && source[i + 1] == '*')
                {
                    depth++;
                    i++;
                }
                else if (source[i] == '*' && source[i + 1] == '/')
                {
                    depth--;
                    i++;
                    if (depth == 0)
                    {
                        return i + 1;
                    }
                }
            }

            throw new FormatException($"Line {Line()}: an opened comment is never closed.");
        }

        private int DollarEnd()
        {
            var tagEnd = _at + 1;
            while (tagEnd < source.Length && IsName(source[tagEnd]))
            {
                tagEnd++;
            }

            if (tagEnd >= source.Length || source[tagEnd] != '$' || char.IsDigit(Peek(1)))
            {
                throw new FormatException($"Line {Line()}: a positional parameter. Use @name.");
            }

            var tag = source[_at..(tagEnd + 1)];
            var close = source.IndexOf(tag, tagEnd + 1, StringComparison.Ordinal);
            return close < 0
                ? throw new FormatException($"Line {Line()}: an opened {tag} is never closed.")
                : close + tag.Length;
        }

        private int NameEnd(int from)
        {
            var end = from;
            while (end < source.Length && IsName(source[end]))
            {
                end++;
            }

            return end;
        }

        private char Peek(int offset) => _at + offset < source.Length ? source[_at + offset] : '\0';

        private int Line() => source.AsSpan(0, _at).Count('\n') + 1;

        private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

        private static bool IsName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

        private static bool IsOperator(char c) => c is '@' or '<' or '>' or '?' or '&' or '|';
    }
}
