namespace ReportingAdmin.Components;

/// <summary>The ground a person reads on, kept in a cookie so that the first byte already has it and nothing flashes.</summary>
/// <param name="Choice"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
public sealed record Theme(string Choice)
{
    /// <summary>The cookie's name; written by <c>shell.js</c>.</summary>
    public const string CookieName = "theme";

    /// <summary>The choices with their words.</summary>
    public static IReadOnlyList<(string Choice, string Label)> Choices { get; } = [("light", "Light"), ("dark", "Dark"), ("system", "System")];

    /// <summary>For which media the light style sheets hold: paper is always light.</summary>
    public string LightMedia => Choice switch
    {
        "light" => "all",
        "dark" => "not screen",
        _ => "not screen, (prefers-color-scheme: light)",
    };

    /// <summary>For which media the dark style sheets hold.</summary>
    public string DarkMedia => Choice switch
    {
        "light" => "not all",
        "dark" => "screen",
        _ => "screen and (prefers-color-scheme: dark)",
    };

    /// <summary>The choice of a request; the system's where none was made.</summary>
    /// <param name="context">The request.</param>
    public static Theme Of(HttpContext? context) =>
        new(context?.Request.Cookies[CookieName] is { } choice && Choices.Any(known => known.Choice == choice) ? choice : "system");
}
