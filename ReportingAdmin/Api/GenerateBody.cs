using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReportingAdmin.Api;

/// <summary>What is asked for by POST. Who asks is never a field: it is the caller.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class GenerateBody
{
    /// <summary>The report, such as <c>lending/loan-tape</c>.</summary>
    [JsonPropertyName("report")]
    public required string Report { get; set; }

    /// <summary>Parameters by name, as in the URL; a list may be an array.</summary>
    [JsonPropertyName("parameters")]
    public Dictionary<string, JsonElement> Parameters { get; set; } = [];

    /// <summary>xlsx, csv, pdf or json; <c>excel</c> is xlsx.</summary>
    [JsonPropertyName("format")]
    public string Format { get; set; } = "xlsx";

    /// <summary>One section only.</summary>
    [JsonPropertyName("section")]
    public string? Section { get; set; }

    /// <summary>Columns in order, as in the URL: <c>a,b</c> of the first section, <c>section:a,b;other:c</c>.</summary>
    [JsonPropertyName("columns")]
    public string? Columns { get; set; }

    /// <summary>The order, as in the URL: <c>column</c>, or <c>-column</c> for the greatest first.</summary>
    [JsonPropertyName("sort")]
    public string? Sort { get; set; }

    /// <summary>Take a file of the last five minutes that is the same to the last digit, where there is one, instead of a new run.</summary>
    [JsonPropertyName("reuse")]
    public bool Reuse { get; set; }

    /// <summary>The parameters as texts; a value that is no text, number, flag or list of them is left to be refused.</summary>
    public Dictionary<string, IReadOnlyList<string>> Texts() =>
        Parameters.Where(pair => pair.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[Text(pair.Value)], StringComparer.Ordinal);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };
}
