namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The arithmetic of roll rates.</summary>
public sealed partial class DelinquencyAging
{
    /// <summary>Loans that went from one state to another between two neighbouring month-ends, as <c>DelinquencyAging.pairs.sql</c> gives them.</summary>
    internal sealed record RollPair
    {
        /// <summary>The later month-end.</summary>
        public DateOnly MonthEnd { get; init; }

        /// <summary>ISO code.</summary>
        public string Currency { get; init; } = "";

        /// <summary>True when the loans stood in the state before, so that they are part of its denominator.</summary>
        public bool Counted { get; init; }

        /// <summary>Whether the later month-end is loaded in full for their portfolio: else nothing is known of where they went.</summary>
        public bool Observed { get; init; }

        /// <summary>State at the earlier month-end.</summary>
        public string StateThen { get; init; } = "";

        /// <summary>State at the later one.</summary>
        public string StateNow { get; init; } = "";

        /// <summary>Number of loans.</summary>
        public long Loans { get; init; }

        /// <summary>Their principal at the earlier month-end; where not counted, at the later one.</summary>
        public decimal Upb { get; init; }

        /// <summary>Part of it whose loans were modified in the month.</summary>
        public decimal ModifiedUpb { get; init; }
    }

    /// <summary>
    /// Transition matrix over the same loans at t−1 and t: P(i→j) = principal then of loans in i then and j now ÷ principal then
    /// of all loans in i; likewise by count (openriskmanual.org, Roll Rates).
    /// </summary>
    internal static class RollRates
    {
        private const int RateDecimals = 12;

        /// <summary>The rows of the matrix, per currency in the order of the states.</summary>
        /// <param name="pairs">All pairs of the months.</param>
        /// <param name="method">How several months become one.</param>
        /// <param name="firstMonth">The later month-end of the first step.</param>
        public static IEnumerable<TransitionRow> Of(IReadOnlyList<RollPair> pairs, RollMethod method, DateOnly firstMonth) =>
            pairs.GroupBy(pair => pair.Currency)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .SelectMany(group => method == RollMethod.Pooled ? Pooled([.. group]) : Product([.. group], firstMonth))
                .OrderBy(row => row.Currency, StringComparer.Ordinal)
                .ThenBy(row => RollStates.RankOf(row.FromState))
                .ThenBy(row => RollStates.RankOf(row.ToState))
                .Select(row => row with
                {
                    FromState = RollStates.LabelOf(row.FromState),
                    ToState = RollStates.LabelOf(row.ToState),
                    Movement = RollStates.MovementOf(row.FromState, row.ToState),
                });

        private static IEnumerable<TransitionRow> Pooled(List<RollPair> pairs)
        {
            // A step into a month that is not loaded in full would stay in the denominators and lower every rate.
            foreach (var from in WithLateTogether(pairs.Where(pair => pair.Counted && pair.Observed)))
            {
                var (loans, upb) = (from.Sum(pair => pair.Loans), from.Sum(pair => pair.Upb));
                foreach (var to in from.GroupBy(pair => pair.StateNow))
                {
                    yield return Row(from.Key, to) with
                    {
                        FromLoans = loans,
                        FromUpb = upb,
                        RateUpb = Ratio(to.Sum(pair => pair.Upb), upb),
                        RateLoans = Ratio(to.Sum(pair => pair.Loans), loans),
                    };
                }

                // That none cured is a cure rate of 0, not none.
                if (from.Key == RollStates.Delinquent && from.All(pair => pair.StateNow != RollStates.Current))
                {
                    yield return new TransitionRow
                    {
                        Currency = pairs[0].Currency,
                        FromState = from.Key,
                        ToState = RollStates.Current,
                        Loans = 0,
                        Upb = 0.00m,
                        ModifiedUpb = 0.00m,
                        FromLoans = loans,
                        FromUpb = upb,
                        RateUpb = Ratio(0, upb),
                        RateLoans = Ratio(0, loans),
                    };
                }
            }

            // It stands beside the rates instead: how much of each state they say nothing of.
            foreach (var from in WithLateTogether(pairs.Where(pair => pair.Counted && !pair.Observed)))
            {
                yield return Row(from.Key, from) with { ToState = RollStates.NotLoaded };
            }

            foreach (var way in pairs.Where(pair => !pair.Counted).GroupBy(pair => (pair.StateThen, pair.StateNow)))
            {
                yield return Row(way.Key.StateThen, way);
            }
        }

        private static IEnumerable<IGrouping<string, RollPair>> WithLateTogether(IEnumerable<RollPair> pairs) =>
            pairs.SelectMany(pair => RollStates.IsDelinquent(pair.StateThen) ? [pair, pair with { StateThen = RollStates.Delinquent }] : new[] { pair })
                .GroupBy(pair => pair.StateThen);

        private static TransitionRow Row(string from, IEnumerable<RollPair> way)
        {
            var pairs = way.ToList();
            return new TransitionRow
            {
                Currency = pairs[0].Currency,
                FromState = from,
                ToState = pairs[0].StateNow,
                Loans = pairs.Sum(pair => pair.Loans),
                Upb = pairs.Sum(pair => pair.Upb),
                ModifiedUpb = pairs.Sum(pair => pair.ModifiedUpb),
            };
        }

        private static IEnumerable<TransitionRow> Product(List<RollPair> pairs, DateOnly firstMonth)
        {
            var counted = pairs.Where(pair => pair.Counted).ToList();
            var steps = counted.GroupBy(pair => pair.MonthEnd).OrderBy(step => step.Key).Select(step => step.ToList()).ToList();

            // Without a snapshot at the start there is nothing to follow; a later start would claim fewer months as all of them.
            var start = counted.Where(pair => pair.MonthEnd == firstMonth).ToList();
            var states = start.Select(pair => pair.StateThen).Distinct().Select(state => (Name: state, Members: new[] { state })).ToList();
            var late = start.Select(pair => pair.StateThen).Where(RollStates.IsDelinquent).Distinct().ToArray();
            if (late.Length > 0)
            {
                states.Add((RollStates.Delinquent, late));
            }

            foreach (var (name, members) in states)
            {
                var begun = start.Where(pair => members.Contains(pair.StateThen)).ToList();
                var byUpb = Follow(begun, steps, pair => pair.Upb);
                var byLoans = Follow(begun, steps, pair => pair.Loans);
                foreach (var to in byUpb.Keys.Union(byLoans.Keys).Union(name == RollStates.Delinquent ? [RollStates.Current] : []))
                {
                    yield return new TransitionRow
                    {
                        Currency = pairs[0].Currency,
                        FromState = name,
                        ToState = to,
                        FromLoans = begun.Sum(pair => pair.Loans),
                        FromUpb = begun.Sum(pair => pair.Upb),
                        RateUpb = byUpb.Count == 0 ? null : Rounded(byUpb.GetValueOrDefault(to)),
                        RateLoans = byLoans.Count == 0 ? null : Rounded(byLoans.GetValueOrDefault(to)),
                    };
                }
            }
        }

        // Shares by state after all steps; empty where nothing stood at the start. A state in which nothing stood is carried unchanged.
        private static Dictionary<string, decimal> Follow(List<RollPair> begun, List<List<RollPair>> steps, Func<RollPair, decimal> measure)
        {
            var whole = begun.Sum(measure);
            if (whole == 0)
            {
                return [];
            }

            var shares = begun.GroupBy(pair => pair.StateThen).ToDictionary(group => group.Key, group => group.Sum(measure) / whole);
            foreach (var step in steps)
            {
                var next = new Dictionary<string, decimal>(StringComparer.Ordinal);
                foreach (var (state, share) in shares)
                {
                    var ways = step.Where(pair => pair.StateThen == state).ToList();
                    var denominator = ways.Sum(measure);
                    foreach (var (to, part) in denominator == 0 ? [(state, 1m)] : ways.Select(pair => (pair.StateNow, measure(pair) / denominator)))
                    {
                        next[to] = next.GetValueOrDefault(to) + (share * part);
                    }
                }

                shares = next;
            }

            return shares;
        }

        private static decimal? Ratio(decimal numerator, decimal denominator) => denominator == 0 ? null : Rounded(numerator / denominator);

        // The zero gives every rate the same number of decimals, as the rates of the database have.
        private static decimal Rounded(decimal rate) => Math.Round(rate + 0.000000000000m, RateDecimals, MidpointRounding.AwayFromZero);
    }

    /// <summary>The states of a loan at a month-end, in order, and how a step between two of them is called.</summary>
    internal static class RollStates
    {
        /// <summary>All buckets of 30 days and more together.</summary>
        public const string Delinquent = "30+";

        /// <summary>Nothing past due: what a late loan comes to when it cures.</summary>
        public const string Current = "current";

        /// <summary>The month-end after is not loaded in full for the loan's portfolio.</summary>
        public const string NotLoaded = "not_loaded";

        private const int BetterThan30 = 1;

        private static readonly List<string> s_buckets = ["current", "1-29", "30-59", "60-89", "90-119", "120+", "120-149", "150-179", "180+"];

        private static readonly List<string> s_order =
            [.. s_buckets, "unknown", Delinquent, "new", "paid_off", "charged_off", "sold", "transferred", "no_snapshot", NotLoaded];

        public static int RankOf(string state) => s_order.IndexOf(state);

        public static bool IsDelinquent(string state) => s_buckets.IndexOf(state) > BetterThan30;

        public static string LabelOf(string state) => state switch
        {
            "current" => "Current",
            "unknown" => "Not known",
            "new" => "New",
            "paid_off" => "Paid off",
            "charged_off" => "Charged off",
            "sold" => "Sold",
            "transferred" => "Transferred",
            "no_snapshot" => "No snapshot",
            NotLoaded => "Not loaded",
            _ => state,
        };

        public static string MovementOf(string from, string to) =>
            from == "no_snapshot" || to is "no_snapshot" or NotLoaded ? "Not observed"
            : from == "new" ? "New"
            : to is "paid_off" or "charged_off" or "sold" or "transferred" ? "Left"
            : from is "paid_off" or "charged_off" or "sold" or "transferred" ? "Came back"
            : from == "unknown" || to == "unknown" ? "Not known"
            : from == Delinquent ? to == "current" ? "Cured" : IsDelinquent(to) ? "Same" : "Better"
            : s_buckets.IndexOf(to).CompareTo(s_buckets.IndexOf(from)) switch { > 0 => "Worse", < 0 => "Better", _ => "Same" };
    }
}
