using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Which promises were kept.</summary>
public sealed partial class CollectionPerformance
{
    /// <summary>A promise, as <c>CollectionPerformance.promises.sql</c> gives it.</summary>
    internal sealed record Promise
    {
        public long LoanId { get; init; }

        public string LoanNumber { get; init; } = "";

        public string Portfolio { get; init; } = "";

        public string Number { get; init; } = "";

        public string Currency { get; init; } = "";

        public string Collector { get; init; } = "";

        public string Queue { get; init; } = "";

        public DateOnly PromisedOn { get; init; }

        public DateOnly DueOn { get; init; }

        public decimal Amount { get; init; }

        public bool Cancelled { get; init; }
    }

    /// <summary>A payment, net of what was taken back.</summary>
    internal sealed record Payment
    {
        public long LoanId { get; init; }

        public DateOnly PostedOn { get; init; }

        public decimal Amount { get; init; }
    }

    /// <summary>What became of the promises of a collector or queue.</summary>
    internal sealed record PromiseCounts
    {
        public long Taken { get; init; }

        public long Due { get; init; }

        public long Kept { get; init; }

        public long Pending { get; init; }

        public long Cancelled { get; init; }

        public decimal Promised { get; init; }

        public decimal Paid { get; init; }

        public bool Any => Taken + Due + Pending + Cancelled > 0;
    }

    /// <summary>What has become of a promise that is due in the period.</summary>
    internal enum PromiseState
    {
        Kept,
        Broken,
        Pending,
        Cancelled,
    }

    /// <summary>By what a promise is judged.</summary>
    /// <param name="Period">In which it is taken, or due.</param>
    /// <param name="AsOf">What is known through this day counts.</param>
    /// <param name="GraceDays">Days after the due day.</param>
    /// <param name="Tolerance">The part of the amount that keeps it.</param>
    internal sealed record PromiseRules(Period Period, DateOnly AsOf, int GraceDays, decimal Tolerance)
    {
        public bool IsTaken(Promise promise) => Period.From <= promise.PromisedOn && promise.PromisedOn <= Period.To;

        /// <summary>Null where the promise is not due in the period.</summary>
        public PromiseState? StateOf(Promise promise, decimal paid) =>
            promise.DueOn < Period.From || Period.To < promise.DueOn ? null
            : promise.Cancelled ? PromiseState.Cancelled
            : promise.DueOn.AddDays(GraceDays) >= AsOf ? PromiseState.Pending
            : paid >= Tolerance * promise.Amount ? PromiseState.Kept
            : PromiseState.Broken;
    }

    /// <summary>
    /// Payments of a loan keep its promises in the order in which they fall due: each payment goes to the first promise whose days
    /// (promise to due day + grace) it lies in and that still wants money, what is left of it to the next.
    /// </summary>
    internal static class PromiseKeeping
    {
        /// <summary>What was paid on each promise, by its number.</summary>
        /// <param name="promises">All promises of the loans.</param>
        /// <param name="payments">Their payments, by day.</param>
        /// <param name="graceDays">Days after the due day.</param>
        public static Dictionary<string, decimal> Allocate(IReadOnlyList<Promise> promises, IReadOnlyList<Payment> payments, int graceDays)
        {
            var paid = promises.ToDictionary(promise => promise.Number, _ => 0m, StringComparer.Ordinal);
            var byLoan = promises.Where(promise => !promise.Cancelled)
                .GroupBy(promise => promise.LoanId)
                .ToDictionary(loan => loan.Key, loan => loan.OrderBy(promise => promise.DueOn).ThenBy(promise => promise.PromisedOn).ThenBy(promise => promise.Number, StringComparer.Ordinal).ToList());
            foreach (var payment in payments.OrderBy(payment => payment.PostedOn))
            {
                var left = payment.Amount;
                foreach (var promise in byLoan.GetValueOrDefault(payment.LoanId, []).Where(promise => promise.PromisedOn <= payment.PostedOn && payment.PostedOn <= promise.DueOn.AddDays(graceDays)))
                {
                    var taken = Math.Min(left, promise.Amount - paid[promise.Number]);
                    paid[promise.Number] += taken;
                    left -= taken;
                }
            }

            return paid;
        }

        /// <summary>Counts promises of one collector or queue.</summary>
        /// <param name="promises">Its promises.</param>
        /// <param name="paid">What was paid on each.</param>
        /// <param name="rules">By what they are judged.</param>
        public static PromiseCounts Count(IReadOnlyList<Promise> promises, IReadOnlyDictionary<string, decimal> paid, PromiseRules rules)
        {
            var states = promises.ToLookup(promise => rules.StateOf(promise, paid[promise.Number]));
            List<Promise> decided = [.. states[PromiseState.Kept], .. states[PromiseState.Broken]];
            return new PromiseCounts
            {
                Taken = promises.Count(rules.IsTaken),
                Due = decided.Count,
                Kept = states[PromiseState.Kept].Count(),
                Pending = states[PromiseState.Pending].Count(),
                Cancelled = states[PromiseState.Cancelled].Count(),
                Promised = decided.Sum(promise => promise.Amount),
                Paid = decided.Sum(promise => paid[promise.Number]),
            };
        }
    }
}
