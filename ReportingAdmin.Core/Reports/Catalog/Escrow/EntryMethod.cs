namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>How a ledger entry was paid, as <c>escrow.ledger_entry.method</c> has it; a reversal counts as the entry that it reverses.</summary>
public enum EntryMethod
{
    /// <summary>By ACH.</summary>
    Ach,

    /// <summary>By wire.</summary>
    Wire,

    /// <summary>By check.</summary>
    Check,

    /// <summary>By a card of the parties.</summary>
    Card,

    /// <summary>By the company's card.</summary>
    CorporateCard,

    /// <summary>In any other way.</summary>
    Other,
}
