using Bogus;

namespace ReportingAdmin.Core.Data.Demo;

/// <summary>Made-up names of people and firms, always the same.</summary>
internal static class DemoNames
{
    private const int Seed = 20240229;

    private static readonly string[] s_first = ["Amber", "Birch", "Cedar", "Copper", "Granite", "Harbor", "Juniper", "Linden", "Maple", "Meadow", "Quartz", "Willow"];
    private static readonly string[] s_second = ["Bridge", "Brook", "Field", "Gate", "Grove", "Haven", "Hill", "Lake", "Ridge", "Vale"];

    /// <summary>First names of people.</summary>
    public static string[] FirstNames() => Distinct(300, f => f.Name.FirstName());

    /// <summary>Last names of people.</summary>
    public static string[] LastNames() => Distinct(400, f => f.Name.LastName());

    /// <summary>The distinctive part of firms' names, two words each.</summary>
    public static string[] Firms() =>
        [.. Enumerable.Range(0, s_first.Length * s_second.Length).Select(n => $"{s_first[n % s_first.Length]} {s_second[(n + (n / s_first.Length)) % s_second.Length]}")];

    private static string[] Distinct(int count, Func<Faker, string> draw)
    {
        var faker = new Faker("en") { Random = new Randomizer(Seed) };
        return [.. Enumerable.Range(0, 20 * count).Select(_ => draw(faker)).Distinct(StringComparer.Ordinal).Take(count)];
    }
}
