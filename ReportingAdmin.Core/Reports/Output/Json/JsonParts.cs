using System.Globalization;
using System.Text.Json;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Json;

/// <summary>Everything of the JSON document that is not a row.</summary>
internal static class JsonParts
{
    /// <summary>Up to the start of the list of sections.</summary>
    /// <param name="json">The document.</param>
    /// <param name="header">The run.</param>
    public static void Start(Utf8JsonWriter json, RunHeader header)
    {
        json.WriteStartObject();
        json.WriteString("report", header.Report.Key);
        json.WriteString("version", header.Version);
        json.WriteString("title", header.Report.Title);
        json.WriteString("question", header.Report.Question);
        json.WriteString("company", header.Company);
        json.WriteNumber("run", header.RunNumber);
        json.WriteString("runId", header.RunId);
        json.WriteString("requestedBy", header.RequestedBy);
        json.WriteString("scope", header.Scope);
        json.WriteStartObject("parameters");
        foreach (var parameter in header.Parameters)
        {
            json.WriteStartObject(parameter.Name);
            json.WriteString("given", parameter.Given);
            json.WriteString("resolved", parameter.Resolved);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteString("snapshot", IsoTime(header.SnapshotAt));
        json.WriteString("timeZone", header.Zone.Id);
        json.WriteStartArray("conventions");
        foreach (var convention in header.Report.Conventions)
        {
            json.WriteStringValue(convention);
        }

        json.WriteEndArray();
        json.WriteStartArray("controls");
        foreach (var control in header.Controls)
        {
            json.WriteStartObject();
            json.WriteString("section", control.Section);
            json.WriteString("figure", control.Figure);
            json.WriteString("currency", control.Currency);
            json.WriteNumber("amount", control.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sections");
    }

    /// <summary>Up to the start of a section's rows.</summary>
    /// <param name="json">The document.</param>
    /// <param name="section">The section.</param>
    public static void StartSection(Utf8JsonWriter json, SectionHeader section)
    {
        json.WriteStartObject();
        json.WriteString("name", section.Name);
        json.WriteString("title", section.Title);
        json.WriteString("grain", section.Grain);
        json.WriteStartArray("columns");
        foreach (var shown in section.Columns)
        {
            json.WriteStartObject();
            json.WriteString("key", shown.Column.Name);
            json.WriteString("heading", shown.Heading);
            json.WriteString("kind", Names.Camel(shown.Kind.ToString()));
            json.WriteString("format", Names.Camel(shown.Column.Spec.Format.ToString()));
            json.WriteString("meaning", shown.Column.Spec.Meaning);
            json.WriteString("total", Names.Camel(shown.Column.Spec.Total.ToString()));
            json.WriteString("currency", shown.Column.CurrencyName);
            json.WriteBoolean("masked", shown.Masked);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
    }

    /// <summary>What follows a section's rows.</summary>
    /// <param name="json">The document.</param>
    /// <param name="rows">Rows written.</param>
    /// <param name="section">The section, read to its end.</param>
    public static void EndSection(Utf8JsonWriter json, long rows, SectionRows section)
    {
        json.WriteEndArray();
        json.WriteNumber("rowCount", rows);
        json.WriteStartArray("totals");
        foreach (var total in section.Totals)
        {
            json.WriteStartObject();
            json.WriteString("currency", total.Currency);
            json.WriteNumber("rows", total.Rows);
            json.WriteStartObject("values");
            for (var i = 0; i < section.Section.Columns.Count; i++)
            {
                var shown = section.Section.Columns[i];
                if (total.Values[i] is { } value && !shown.Masked)
                {
                    json.WriteNumber(shown.Column.Name, value);
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>From the end of the list of sections to the end of the document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="footer">What is known now.</param>
    public static void End(Utf8JsonWriter json, RunFooter footer)
    {
        json.WriteEndArray();
        json.WriteStartArray("tieOuts");
        foreach (var result in footer.TieOuts)
        {
            json.WriteStartObject();
            json.WriteString("key", result.Key);
            json.WriteString("statement", result.Statement);
            json.WriteString("state", Names.Camel(result.State.ToString()));
            json.WriteString("reason", result.Reason);
            Places(json, "sides", result.Sides);
            Places(json, "differences", result.Differences);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Places(Utf8JsonWriter json, string name, IReadOnlyList<TieOutDifference> places)
    {
        json.WriteStartArray(name);
        foreach (var place in places)
        {
            json.WriteStartObject();
            json.WriteString("currency", place.Currency);
            json.WriteString("place", place.Place);
            json.WriteStartArray("sides");
            foreach (var side in place.Sides)
            {
                json.WriteStartObject();
                json.WriteString("source", side.Source);
                json.WriteNumber("amount", side.Amount);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("difference", place.Difference);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string IsoTime(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
