namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>An amount that the terms of a case name.</summary>
public enum CaseTerm
{
    /// <summary>What the surrogate or donor is paid in all.</summary>
    BaseCompensation,

    /// <summary>What she is paid a month beside it.</summary>
    MonthlyAllowance,
}
