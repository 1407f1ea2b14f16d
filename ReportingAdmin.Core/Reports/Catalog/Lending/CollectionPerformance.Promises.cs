namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Which promises were kept.</summary>
public sealed partial class CollectionPerformance
{
    /// <summary>A promise, as <c>CollectionPerformance.promises.sql</c> gives it.</summary>
    internal sealed record Promise
    {
        public long LoanId { get; init; }

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
        /// <param name="input">Period, as-of day, grace and tolerance.</param>
        public static PromiseCounts Count(IReadOnlyList<Promise> promises, IReadOnlyDictionary<string, decimal> paid, Input input)
        {
            var due = promises.Where(promise => input.Period.From <= promise.DueOn && promise.DueOn <= input.Period.To).ToList();
            var live = due.Where(promise => !promise.Cancelled).ToList();
            var decided = live.Where(promise => promise.DueOn.AddDays(input.GraceDays!.Value) < input.AsOf.Date).ToList();
            return new PromiseCounts
            {
                Taken = promises.Count(promise => input.Period.From <= promise.PromisedOn && promise.PromisedOn <= input.Period.To),
                Due = decided.Count,
                Kept = decided.Count(promise => paid[promise.Number] >= input.Tolerance!.Value * promise.Amount),
                Pending = live.Count - decided.Count,
                Cancelled = due.Count - live.Count,
                Promised = decided.Sum(promise => promise.Amount),
                Paid = decided.Sum(promise => paid[promise.Number]),
            };
        }
    }
}
