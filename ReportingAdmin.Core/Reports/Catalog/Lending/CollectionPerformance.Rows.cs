using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the collection performance.</summary>
public sealed partial class CollectionPerformance
{
    private const int RateDecimals = 12;

    /// <summary>What <c>CollectionPerformance.activity.sql</c> gives.</summary>
    internal sealed record Activity
    {
        public string Dimension { get; init; } = "";

        public string Code { get; init; } = "";

        public string Currency { get; init; } = "";

        public long Attempts { get; init; }

        public long Contacts { get; init; }

        public long RightPartyContacts { get; init; }

        public long Accounts { get; init; }

        public long AccountsReached { get; init; }

        public decimal Collected { get; init; }

        public long Delinquent { get; init; }

        public long Cured { get; init; }

        public long OutOf(ContactBase of) => of == ContactBase.Contacts ? Contacts : Attempts;
    }

    /// <summary>One row per collector or queue and currency.</summary>
    public sealed record Row
    {
        [Column("Code", "Collector or queue; (none) where the attempt or promise names none, (not assigned) for late loans and cures that nobody had on the day.", Key = true)]
        public string Code { get; init; } = "";

        [Column("Currency", "ISO code of the loans' amounts.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Attempts", "Calls, messages and letters of the period.", Total = Total.Sum)]
        public long Attempts { get; init; }

        [Column("Contacts", "Attempts that reached a live person.", Total = Total.Sum)]
        public long Contacts { get; init; }

        [Column("Contact rate", "Contacts ÷ attempts.", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Contacts), Denominator = nameof(Attempts))]
        public decimal? ContactRate { get; init; }

        [Column("Right-party contacts", "Attempts that reached the borrower.", Total = Total.Sum)]
        public long RightPartyContacts { get; init; }

        [Column("RPC rate out of", "The denominator of the RPC rate: attempts, or contacts where so chosen.", Total = Total.Sum)]
        public long RpcBase { get; init; }

        [Column("RPC rate", "Right-party contacts ÷ attempts, or ÷ contacts where so chosen.", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(RightPartyContacts), Denominator = nameof(RpcBase))]
        public decimal? RpcRate { get; init; }

        [Column("Accounts", "Loans assigned on any day of the period; one that changed hands counts for each.")]
        public long Accounts { get; init; }

        [Column("Accounts reached", "Of those, loans with a right-party contact in the period by the same collector or queue, on a day on which it had them.")]
        public long AccountsReached { get; init; }

        [Column("Penetration", "Accounts reached ÷ accounts.", Format = Format.Share)]
        public decimal? Penetration { get; init; }

        [Column("Promises", "Promises taken in the period.", Total = Total.Sum)]
        public long Promises { get; init; }

        [Column("Promise rate", "Promises ÷ right-party contacts.", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Promises), Denominator = nameof(RightPartyContacts))]
        public decimal? PromiseRate { get; init; }

        [Column("Promises due", "Promises due in the period whose grace is over: the denominator of the kept rate.", Total = Total.Sum)]
        public long Due { get; init; }

        [Column("Kept", "Of those, kept in time and in full (by the tolerance).", Total = Total.Sum)]
        public long Kept { get; init; }

        [Column("Broken", "Of those, not kept.", Total = Total.Sum)]
        public long Broken { get; init; }

        [Column("Kept rate", "Kept ÷ promises due.", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Kept), Denominator = nameof(Due))]
        public decimal? KeptRate { get; init; }

        [Column("Pending", "Promises due in the period whose grace is not over on the as-of day.", Total = Total.Sum)]
        public long Pending { get; init; }

        [Column("Cancelled", "Promises due in the period that were cancelled.", Total = Total.Sum)]
        public long Cancelled { get; init; }

        [Column("Promised", "Σ promised by the promises due.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Promised { get; init; }

        [Column("Paid on promises", "Σ of min(paid in time, promised) over the promises due.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Paid { get; init; }

        [Column("Kept rate of money", "Paid on promises ÷ promised.", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Paid), Denominator = nameof(Promised))]
        public decimal? KeptRateAmount { get; init; }

        [Column("Collected", "Payments posted in the period, net of those taken back, on loans assigned on that day.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Collected { get; init; }

        [Column("Late loans", "Loans 30 or more days late at the month-ends before, also those that the next snapshot does not have, where both snapshots are loaded in full: the denominator of the cure rate.", Total = Total.Sum)]
        public long Delinquent { get; init; }

        [Column("Cures", "Of those, loans that are current at the next month-end.", Total = Total.Sum)]
        public long Cured { get; init; }

        [Column("Cure rate", "Cures ÷ late loans.", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Cured), Denominator = nameof(Delinquent))]
        public decimal? CureRate { get; init; }

        internal static Row Of(string code, string currency, Activity activity, PromiseCounts promises, ContactBase rpcOf) => new()
        {
            Code = code,
            Currency = currency,
            Attempts = activity.Attempts,
            Contacts = activity.Contacts,
            ContactRate = Ratio(activity.Contacts, activity.Attempts),
            RightPartyContacts = activity.RightPartyContacts,
            RpcBase = activity.OutOf(rpcOf),
            RpcRate = Ratio(activity.RightPartyContacts, activity.OutOf(rpcOf)),
            Accounts = activity.Accounts,
            AccountsReached = activity.AccountsReached,
            Penetration = Ratio(activity.AccountsReached, activity.Accounts),
            Promises = promises.Taken,
            PromiseRate = Ratio(promises.Taken, activity.RightPartyContacts),
            Due = promises.Due,
            Kept = promises.Kept,
            Broken = promises.Due - promises.Kept,
            KeptRate = Ratio(promises.Kept, promises.Due),
            Pending = promises.Pending,
            Cancelled = promises.Cancelled,
            Promised = promises.Promised,
            Paid = promises.Paid,
            KeptRateAmount = Ratio(promises.Paid, promises.Promised),
            Collected = activity.Collected,
            Delinquent = activity.Delinquent,
            Cured = activity.Cured,
            CureRate = Ratio(activity.Cured, activity.Delinquent),
        };

        private static decimal? Ratio(decimal numerator, decimal denominator) =>
            denominator == 0 ? null : Math.Round((numerator / denominator) + 0.000000000000m, RateDecimals, MidpointRounding.AwayFromZero);
    }
}
