namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>What a loan is in the prepayment and default speeds of a month.</summary>
public enum SpeedPart
{
    /// <summary>Began the month with principal, was neither sold nor transferred, and its movement is known.</summary>
    Counted,

    /// <summary>The same, and principal was paid ahead of schedule.</summary>
    Prepaid,

    /// <summary>The same, and the loan was paid off.</summary>
    PaidOff,

    /// <summary>The same, and principal was charged off.</summary>
    ChargedOff,

    /// <summary>On neither side, for its movement is not given.</summary>
    NotKnown,
}
