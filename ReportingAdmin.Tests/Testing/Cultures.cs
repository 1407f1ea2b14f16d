using System.Globalization;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Runs something under another culture: files must not depend on it.</summary>
internal static class Cultures
{
    /// <summary>A comma or an Arabic mark as the decimal point, other calendars, other digits.</summary>
    public static readonly string[] Tried = ["en-US", "de-DE", "fr-FR", "ar"];

    /// <summary>Runs under each culture in turn.</summary>
    /// <param name="work">What to run.</param>
    public static async Task ForEachAsync(Func<string, Task> work)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in Tried)
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                await work(name);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
