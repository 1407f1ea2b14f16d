namespace ReportingAdmin.Hosting;

/// <summary>
/// Tells configuration keys (<c>--Company:Name=…</c>, <c>--Files:Directory …</c>) from the verbs and their options. A key begins with
/// a capital letter, an option never does; four keys of the host itself are known by name.
/// </summary>
internal static class ConfigurationArguments
{
    private static readonly HashSet<string> s_hostKeys = new(["urls", "environment", "contentRoot", "applicationName"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Splits a command line.</summary>
    /// <param name="args">As given.</param>
    /// <returns>The keys with their values, and the rest in its order.</returns>
    public static (string[] Configuration, string[] Others) Split(IReadOnlyList<string> args)
    {
        var configuration = new List<string>();
        var rest = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!IsKey(args[i]))
            {
                rest.Add(args[i]);
                continue;
            }

            configuration.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Count)
            {
                configuration.Add(args[++i]);
            }
        }

        return ([.. configuration], [.. rest]);
    }

    private static bool IsKey(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length < 3)
        {
            return false;
        }

        var name = argument[2..].Split('=')[0];
        return char.IsAsciiLetterUpper(argument[2]) || s_hostKeys.Contains(name);
    }
}
