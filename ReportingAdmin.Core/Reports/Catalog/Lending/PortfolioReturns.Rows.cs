using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the portfolio returns.</summary>
public sealed partial class PortfolioReturns
{
    /// <summary>What <c>PortfolioReturns.flows.sql</c> gives.</summary>
    internal sealed record PoolFlows
    {
        public string Name { get; init; } = "";

        public string Currency { get; init; } = "";

        public decimal Invested { get; init; }

        public decimal Received { get; init; }

        public decimal Costs { get; init; }

        public decimal Residual { get; init; }

        public int[]? Days { get; init; }

        public double[]? GrossAmounts { get; init; }

        public double[]? CostAmounts { get; init; }

        /// <summary>The flows of several pools of one currency as one.</summary>
        public static PoolFlows Together(string name, IReadOnlyList<PoolFlows> pools)
        {
            var days = pools
                .SelectMany(pool => (pool.Days ?? []).Select((day, i) => (Day: day, Gross: pool.GrossAmounts![i], Cost: pool.CostAmounts![i])))
                .GroupBy(flow => flow.Day)
                .OrderBy(day => day.Key)
                .ToList();
            return new PoolFlows
            {
                Name = name,
                Currency = pools[0].Currency,
                Invested = pools.Sum(pool => pool.Invested),
                Received = pools.Sum(pool => pool.Received),
                Costs = pools.Sum(pool => pool.Costs),
                Residual = pools.Sum(pool => pool.Residual),
                Days = [.. days.Select(day => day.Key)],
                GrossAmounts = [.. days.Select(day => day.Sum(flow => flow.Gross))],
                CostAmounts = [.. days.Select(day => day.Sum(flow => flow.Cost))],
            };
        }
    }

    /// <summary>One row per portfolio, program or vintage and currency.</summary>
    public sealed record Row
    {
        [Column("Name", "Code of the portfolio or program, or the year of origination; (unallocated) for costs that belong to no loan.", Key = true)]
        public string Name { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Invested", "Fundings, draws, purchases, premium and acquisition costs.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Invested { get; init; }

        [Column("Received", "Principal, interest, fees, recoveries and proceeds of sales, before costs.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Received { get; init; }

        [Column("Costs", "Servicing costs, advances and costs of recovery.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Costs { get; init; }

        [Column("Distributed", "Received − costs.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Distributed { get; init; }

        [Column("Residual", "Unpaid principal at the month-end, with accrued interest where the loans accrue.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Residual { get; init; }

        [Column("Gross IRR", "XIRR before costs; blank under a year and where there is none.", Format = Format.Return)]
        public decimal? GrossIrr { get; init; }

        [Column("Net IRR", "XIRR after costs.", Format = Format.Return)]
        public decimal? NetIrr { get; init; }

        [Column("Gross return of the period", "The gross rate for the whole time from the first flow to the last (or to the month-end while loans are held), not made yearly: the headline under a year.", Format = Format.Return)]
        public decimal? GrossPeriodReturn { get; init; }

        [Column("Net return of the period", "The same after costs.", Format = Format.Return)]
        public decimal? NetPeriodReturn { get; init; }

        [Column("Gross MOIC", "(Received + residual) ÷ invested.", Format = Format.Multiple)]
        public decimal? GrossMoic { get; init; }

        [Column("Net MOIC", "(Distributed + residual) ÷ invested = DPI + RVPI.", Format = Format.Multiple)]
        public decimal? NetMoic { get; init; }

        [Column("DPI", "Distributed ÷ invested.", Format = Format.Multiple)]
        public decimal? Dpi { get; init; }

        [Column("RVPI", "Residual ÷ invested.", Format = Format.Multiple)]
        public decimal? Rvpi { get; init; }

        [Column("Note", "Why a rate is missing, or that one next to −100 % was passed over.")]
        public string? Note { get; init; }

        internal static Row Of(PoolFlows pool, Input input)
        {
            var distributed = pool.Received - pool.Costs;
            var gross = ReturnFigures.Of(pool.Days, pool.GrossAmounts, pool.Residual, input.AsOf.MonthEnd, input.DayCount!.Value);
            var net = ReturnFigures.Of(pool.Days, [.. (pool.GrossAmounts ?? []).Select((amount, i) => amount - pool.CostAmounts![i])], pool.Residual, input.AsOf.MonthEnd, input.DayCount!.Value);
            return new Row
            {
                Name = pool.Name,
                Currency = pool.Currency,
                Invested = pool.Invested,
                Received = pool.Received,
                Costs = pool.Costs,
                Distributed = distributed,
                Residual = pool.Residual,
                GrossIrr = gross.Irr,
                NetIrr = net.Irr,
                GrossPeriodReturn = gross.PeriodReturn,
                NetPeriodReturn = net.PeriodReturn,
                GrossMoic = ReturnFigures.Multiple(pool.Received + pool.Residual, pool.Invested),
                NetMoic = ReturnFigures.Multiple(distributed + pool.Residual, pool.Invested),
                Dpi = ReturnFigures.Multiple(distributed, pool.Invested),
                Rvpi = ReturnFigures.Multiple(pool.Residual, pool.Invested),
                Note = pool.Name == Unallocated ? "Costs that belong to no loan; part of the pool's net return." : net.Words,
            };
        }
    }
}
