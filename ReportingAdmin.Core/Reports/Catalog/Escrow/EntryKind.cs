namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>What a ledger entry is, as <c>escrow.ledger_entry.kind</c> has it; a reversal counts as the kind that it reverses.</summary>
public enum EntryKind
{
    /// <summary>In: a balance brought forward from an older system.</summary>
    Opening,

    /// <summary>In: money from the intended parents.</summary>
    Deposit,

    /// <summary>In: interest earned by the trust account.</summary>
    Interest,

    /// <summary>In: from another case.</summary>
    TransferIn,

    /// <summary>In: a vendor gives money back.</summary>
    VendorRefund,

    /// <summary>In: a correction.</summary>
    AdjustmentIn,

    /// <summary>Out: a fee the company takes.</summary>
    Deduction,

    /// <summary>Out: a direct charge.</summary>
    Debit,

    /// <summary>Out: paid on an approved request.</summary>
    Disbursement,

    /// <summary>Out: back to the intended parents.</summary>
    Refund,

    /// <summary>Out: to another case.</summary>
    TransferOut,

    /// <summary>Out: a correction.</summary>
    AdjustmentOut,
}

/// <summary>Kinds of entries that belong together.</summary>
internal static class EntryKinds
{
    /// <summary>What brings money into a case.</summary>
    public static IReadOnlyList<EntryKind> In { get; } =
        [EntryKind.Opening, EntryKind.Deposit, EntryKind.Interest, EntryKind.TransferIn, EntryKind.VendorRefund, EntryKind.AdjustmentIn];

    /// <summary>What takes it out.</summary>
    public static IReadOnlyList<EntryKind> Out { get; } =
        [EntryKind.Deduction, EntryKind.Debit, EntryKind.Disbursement, EntryKind.Refund, EntryKind.TransferOut, EntryKind.AdjustmentOut];
}
