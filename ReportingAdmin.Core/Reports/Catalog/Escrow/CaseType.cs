namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>What a case is about, as <c>escrow.escrow_case.case_type</c> has it.</summary>
public enum CaseType
{
    /// <summary>A surrogate carries for the intended parents.</summary>
    Surrogacy,

    /// <summary>A donor gives eggs to the intended parents.</summary>
    EggDonation,
}

/// <summary>Types of cases as rows show them.</summary>
internal static class CaseTypes
{
    /// <summary>The parameter for a type as shown ("egg donation"); null = all, for a word that names none.</summary>
    /// <param name="shown">A cell of a row.</param>
    public static IReadOnlyList<CaseType>? Of(string shown) =>
        Enum.TryParse<CaseType>(shown.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var type) ? [type] : null;
}
