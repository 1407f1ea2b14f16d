namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>What a fee is for.</summary>
public enum FeeKind
{
    /// <summary>A late payment.</summary>
    Late,

    /// <summary>A payment returned for lack of funds.</summary>
    [System.ComponentModel.Description("NSF")]
    Nsf,

    /// <summary>Making the loan.</summary>
    Origination,

    /// <summary>Paying it off.</summary>
    Payoff,

    /// <summary>Extending or deferring it.</summary>
    Extension,

    /// <summary>Something else.</summary>
    Other,
}
