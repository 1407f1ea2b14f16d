namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>Figures of a section's rows that are a side of an identity, summed per currency and place.</summary>
/// <param name="Section">The section's name.</param>
/// <param name="Figures">Which columns are summed, and in which place each stands.</param>
public sealed record OwnFigures(string Section, params IReadOnlyList<OwnFigure> Figures)
{
    /// <summary>What the side is called beside the SQL's.</summary>
    public const string Source = "This report";

    /// <summary>The property whose value is the place: a text, or a day, of which the month is said; null = the figure's own word alone.</summary>
    public string? Place { get; init; }

    /// <summary>The property of days of which only the latest one's rows count: balances of several months are not added up.</summary>
    public string? Latest { get; init; }

    /// <summary>True where rows in places that the SQL does not name are left out, such as months that are not loaded.</summary>
    public bool NamedPlacesOnly { get; init; }

    /// <summary>Whether it says where its figures sit; if not, they are compared with the whole of each currency.</summary>
    public bool HasPlaces => Place is not null || Figures.Any(figure => figure.Word.Length > 0);
}

/// <summary>One column of such a side.</summary>
/// <param name="Amount">The property that is summed.</param>
/// <param name="Word">What is said of the place after the row's own ("debits"); empty = nothing.</param>
/// <param name="Minus">True where it is taken off.</param>
public sealed record OwnFigure(string Amount, string Word = "", bool Minus = false);
