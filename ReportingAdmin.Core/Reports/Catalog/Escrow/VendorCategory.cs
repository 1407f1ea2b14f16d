namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>The trade of a vendor, as <c>escrow.vendor.category</c> has it.</summary>
public enum VendorCategory
{
    /// <summary>Insurance.</summary>
    Insurance,

    /// <summary>Clinics, laboratories, doctors.</summary>
    Medical,

    /// <summary>Lawyers.</summary>
    Legal,

    /// <summary>Agencies.</summary>
    Agency,

    /// <summary>Travel.</summary>
    Travel,

    /// <summary>Pharmacies.</summary>
    Pharmacy,

    /// <summary>A natural person; the name is personal data.</summary>
    Individual,

    /// <summary>Anything else.</summary>
    Other,
}
