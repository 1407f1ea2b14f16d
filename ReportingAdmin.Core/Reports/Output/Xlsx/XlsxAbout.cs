using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>The last sheet: what this file is, for whom and of when, what it counts and what it was checked against.</summary>
/// <param name="page">The sheet.</param>
/// <param name="header">The run.</param>
internal sealed class XlsxAbout(XlsxPage page, RunHeader header)
{
    /// <summary>The sheet's name.</summary>
    public const string Name = "About";

    /// <summary>Widths of its columns.</summary>
    public static readonly double[] Widths = [34, 70, 30, 18, 60, 18];

    /// <summary>Writes it.</summary>
    /// <param name="counts">What was written.</param>
    /// <param name="footer">What is known after the last row.</param>
    public void Write(IReadOnlyList<XlsxTableCount> counts, RunFooter footer)
    {
        page.Title(header.Report.Title);
        page.Line(header.Report.Question);
        page.Gap();
        Identity();
        Parameters();
        Rows(counts);
        Conventions(counts);
        Controls();
        TieOuts(footer.TieOuts);
    }

    private void Identity()
    {
        page.Facts("Company", header.Company);
        page.Facts("Report", header.Report.Key);
        page.Facts("Version", header.Version);
        page.Facts("Run", header.RunNumber.ToString(CultureInfo.InvariantCulture));
        page.Facts("Run id", header.RunId.ToString());
        page.Facts("Requested by", header.RequestedBy);
        page.Facts("Rows visible to that person", header.Scope);
        page.Facts("Snapshot of the data", FileWords.Snapshot(header));
        page.Facts("Description", header.Report.Description);
        page.Facts("Column definitions", "On sheet " + XlsxDictionary.Name);
        page.Gap();
    }

    private void Parameters()
    {
        page.Heading("Parameter", "As resolved", "As given");
        foreach (var parameter in header.Parameters)
        {
            page.Facts(parameter.Label, parameter.Resolved, parameter.Given ?? FileWords.Default);
        }

        page.Gap();
    }

    private void Rows(IReadOnlyList<XlsxTableCount> counts)
    {
        page.Heading("Section", "Grain", "Sheets", ">Rows");
        foreach (var count in counts)
        {
            page.Facts(count.Section.Title, count.Section.Grain, string.Join(", ", count.Sheets), count.Rows);
        }

        page.Gap();
    }

    private void Conventions(IReadOnlyList<XlsxTableCount> counts)
    {
        page.Heading("Conventions", "");
        foreach (var convention in FileWords.Conventions(header))
        {
            page.Facts("", convention);
        }

        page.Facts("Numbers written as text", "Numbers of more than 15 digits, which Excel cannot hold exactly", null, counts.Sum(count => count.NumbersAsText));
        var dates = counts.Sum(count => count.DatesAsText);
        if (dates > 0)
        {
            page.Facts("Dates written as text", "Dates before 1 March 1900, which Excel's calendar has wrong or not at all", null, dates);
        }

        page.Gap();
    }

    private void Controls()
    {
        if (header.Controls.Count == 0)
        {
            return;
        }

        page.Heading("Control figure", "Section", "Currency", ">Amount");
        foreach (var control in header.Controls)
        {
            // A figure without a currency is a count.
            if (control.Currency is null && control.Amount == Math.Truncate(control.Amount))
            {
                page.Facts(control.Figure, TitleOf(control.Section), null, (long)control.Amount);
            }
            else
            {
                page.Facts(control.Figure, TitleOf(control.Section), control.Currency, control.Amount);
            }
        }

        page.Gap();
    }

    private void TieOuts(IReadOnlyList<TieOutResult> results)
    {
        if (results.Count == 0)
        {
            return;
        }

        page.Heading("Tie-out", "Identity", "State", "Currency", "Sides", ">Difference");
        foreach (var result in results)
        {
            page.Facts(result.Key, result.Statement, FileWords.StateOf(result.State), null, result.Reason);
            foreach (var side in result.Sides)
            {
                page.Facts("", null, null, side.Currency, FileWords.Sides(side), side.Difference);
            }

            foreach (var place in result.Differences)
            {
                page.Facts("", null, place.Place.Length == 0 ? "the whole" : place.Place, place.Currency, FileWords.Sides(place), place.Difference);
            }
        }
    }

    private string TitleOf(string section) =>
        header.Sections.FirstOrDefault(known => known.Name == section)?.Title ?? section;
}
