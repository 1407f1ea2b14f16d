namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>What a case is about, as <c>escrow.escrow_case.case_type</c> has it.</summary>
public enum CaseType
{
    /// <summary>A surrogate carries for the intended parents.</summary>
    Surrogacy,

    /// <summary>A donor gives eggs to the intended parents.</summary>
    EggDonation,
}
