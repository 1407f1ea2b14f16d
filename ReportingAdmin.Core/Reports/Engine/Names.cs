using System.Text;

namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>One spelling rule: PascalCase in C#, snake_case in SQL and files, camelCase in the URL, kebab-case in keys.</summary>
public static class Names
{
    /// <summary><c>PastDue30Count</c> becomes <c>past_due_30_count</c>.</summary>
    /// <param name="pascal">A C# name.</param>
    public static string Snake(string pascal) => Split(pascal, '_');

    /// <summary><c>NeverFunded</c> becomes <c>never-funded</c>.</summary>
    /// <param name="pascal">A C# name.</param>
    public static string Kebab(string pascal) => Split(pascal, '-');

    /// <summary><c>CaseType</c> becomes <c>caseType</c>.</summary>
    /// <param name="pascal">A C# name.</param>
    public static string Camel(string pascal) => char.ToLowerInvariant(pascal[0]) + pascal[1..];

    private static string Split(string pascal, char separator)
    {
        var text = new StringBuilder(pascal.Length + 8);
        for (var i = 0; i < pascal.Length; i++)
        {
            var starts = char.IsUpper(pascal[i]) || (char.IsDigit(pascal[i]) && i > 0 && !char.IsDigit(pascal[i - 1]));
            if (i > 0 && starts)
            {
                text.Append(separator);
            }

            text.Append(char.ToLowerInvariant(pascal[i]));
        }

        return text.ToString();
    }
}
