using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/vendor-transactions</c>: what was paid to each vendor in a period.</summary>
public sealed class VendorTransactions() : Report<VendorTransactions.Input>(new ReportMeta
{
    Key = "escrow/vendor-transactions",
    Title = "Vendor transactions",
    Question = "How much was paid to each vendor, for how many cases, and what share of all payments is that?",
    Description = "Disbursements and debits to each vendor, net of reversals, less what the vendor refunded. Entries that name no vendor make one row, so that the total is all disbursements + debits − vendor refunds of the period.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.ledger_entry", "escrow.vendor", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Finance",
    OldNames = ["/reports/vendor/transactions"],
    Synonyms = ["suppliers", "payments to vendors", "spend", "clinics", "insurers", "payees"],
    Conventions =
    [
        EscrowConventions.Posting,
        "A reversal belongs to the vendor and kind of the entry that it reverses, in the period in which it is posted itself.",
        "Names of vendors who are individuals are personal data: they stand in a column of their own.",
        EscrowConventions.Cancelled,
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("vendors", "Vendors", "one row per vendor and currency; entries without a vendor make one row")
        {
            Controls =
            [
                nameof(Row.Entries), nameof(Row.Reversals), nameof(Row.Disbursements), nameof(Row.Debits), nameof(Row.VendorRefunds), nameof(Row.NetPaid),
            ],
            Drills =
            [
                new(nameof(Row.NetPaid), "Entries of this vendor", typeof(PayeeTransactions),
                    (input, row) => Entries(input, row, EntryKind.Disbursement, EntryKind.Debit, EntryKind.VendorRefund)),
                new(nameof(Row.Disbursements), "Disbursements to this vendor", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.Disbursement)),
                new(nameof(Row.Debits), "Debits to this vendor", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.Debit)),
                new(nameof(Row.VendorRefunds), "Refunds of this vendor", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.VendorRefund)),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new(
            "EscrowVendorTotals",
            "Σ vendors = disbursements + debits − vendor refunds",
            input => input.Vendor is null && input.Category is null ? null : "The monthly rollup knows no vendors, so it cannot be cut to the chosen ones.")
        {
            Section = "vendors",
            Total = nameof(Row.NetPaid),
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Net paid by vendor", "vendors", nameof(Row.Vendor), [new(nameof(Row.NetPaid))]),
    ];

    private static PayeeTransactions.Input Entries(Input input, Row row, params IReadOnlyList<EntryKind> kinds) => new()
    {
        Period = input.Period,
        Payee = [row.VendorCode.Length == 0 ? "no-vendor" : "vendor:" + row.VendorCode],
        Kind = kinds,
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>What it asks for.</summary>
    public sealed record Input
    {
        [Parameter("Period", "Entries posted from the first to the last day.", Default = "last-month")]
        public Period Period { get; init; }

        [Parameter("Vendor", "These vendors only.", Lookup = "vendor")]
        public IReadOnlyList<string>? Vendor { get; init; }

        [Parameter("Category", "Vendors of these trades only.")]
        public IReadOnlyList<VendorCategory>? Category { get; init; }

        [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
        public IReadOnlyList<string>? Agency { get; init; }

        [Parameter("Case type", "Cases of these types only.")]
        public IReadOnlyList<CaseType>? CaseType { get; init; }

        [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state", Advanced = true)]
        public IReadOnlyList<string>? State { get; init; }

        [Parameter("Currency", "Cases held in these currencies only.", Lookup = "escrow_currency", Advanced = true)]
        public IReadOnlyList<string>? Currency { get; init; }

        [Parameter("Include cancelled cases", "Counts cases too whose last recorded status is cancelled.", Advanced = true)]
        public bool IncludeCancelled { get; init; }
    }

    /// <summary>A vendor and a currency.</summary>
    public sealed record Row
    {
        [Column("Vendor", "The name of the vendor; an individual goes by code.")]
        public string Vendor { get; init; } = "";

        [Column("Individual's name", "The name of a vendor who is an individual.", Personal = true)]
        public string? IndividualName { get; init; }

        [Column("Vendor code", "The code of the vendor; empty for entries that name none.", Key = true)]
        public string VendorCode { get; init; } = "";

        [Column("Category", "The trade of the vendor.")]
        public string? Category { get; init; }

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Entries", "Disbursements, debits and vendor refunds posted in the period; reversals not counted.", Total = Total.Sum)]
        public long Entries { get; init; }

        [Column("Reversals", "Reversals of such entries posted in the period.", Total = Total.Sum)]
        public long Reversals { get; init; }

        [Column("Cases", "Different cases that these entries and reversals belong to.")]
        public long Cases { get; init; }

        [Column("Disbursements", "Payments on approved requests, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Disbursements { get; init; }

        [Column("Debits", "Direct charges, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Debits { get; init; }

        [Column("Vendor refunds", "Money given back by the vendor, less reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal VendorRefunds { get; init; }

        [Column("Net paid", "Disbursements + debits − vendor refunds.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal NetPaid { get; init; }

        [Column("Share", "Net paid ÷ Σ net paid of all rows of the currency; blank when that is zero.", Format = Format.Share, Total = Total.Sum)]
        public decimal? Share { get; init; }

        [Column("Mean per entry", "Net paid ÷ entries; blank when there are only reversals.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Ratio, Numerator = nameof(NetPaid), Denominator = nameof(Entries))]
        public decimal? MeanPerEntry { get; init; }

        [Column("First", "Posting day of the first entry or reversal in the period.")]
        public DateOnly FirstOn { get; init; }

        [Column("Last", "Posting day of the last entry or reversal in the period.")]
        public DateOnly LastOn { get; init; }
    }
}
