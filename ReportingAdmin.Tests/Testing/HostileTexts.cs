namespace ReportingAdmin.Tests.Testing;

/// <summary>Texts that have broken systems: quotes, stacked statements, comments, formulas, markup, bidi and zero-width characters.</summary>
public static class HostileTexts
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "'; drop table escrow.agency; --",
        "' or '1'='1",
        "1; select pg_sleep(10)",
        "\" or 1=1 --",
        "$$; drop schema lending cascade; $$",
        "@from",
        "$1",
        "{A1,B2}",
        "{\"x\"}",
        "%",
        "\\",
        "/* comment */",
        "-- comment",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "null",
        "true",
        "O'Brien",
        "\u202Egnp.exe",
        "\u200B",
        "\uFF1D1+1",
        "NaN",
        "infinity",
        "0x10",
        "9999999999999999999999",
        "ﬁ",
    ];
}
