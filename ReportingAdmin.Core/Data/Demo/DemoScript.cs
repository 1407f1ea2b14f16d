namespace ReportingAdmin.Core.Data.Demo;

/// <summary>How often a script of the demo data runs.</summary>
internal enum DemoRepeat
{
    /// <summary>Once.</summary>
    Once,

    /// <summary>For each range of escrow cases.</summary>
    Cases,

    /// <summary>For each range of loans.</summary>
    Loans,
}

/// <summary>One SQL file of the demo data.</summary>
/// <param name="Name">Its name without extension.</param>
/// <param name="Repeat">How often it runs.</param>
/// <param name="ByOwner">True when only the tables' owner may run it, and the data are the same without it.</param>
internal sealed record DemoScript(string Name, DemoRepeat Repeat, bool ByOwner = false)
{
    /// <summary>All of them in order; those of one range that follow each other run together, range by range.</summary>
    public static IReadOnlyList<DemoScript> All { get; } =
    [
        new("00_set_aside", DemoRepeat.Once, ByOwner: true),
        new("01_helpers", DemoRepeat.Once),
        new("10_escrow_masters", DemoRepeat.Once),
        new("11_escrow_cases", DemoRepeat.Cases),
        new("12_escrow_movements", DemoRepeat.Cases),
        new("13_escrow_ledger", DemoRepeat.Cases),
        new("14_escrow_bank", DemoRepeat.Once),
        new("20_lending_masters", DemoRepeat.Once),
        new("21_loan_terms", DemoRepeat.Loans),
        new("22_loan_path", DemoRepeat.Loans),
        new("23_loan_snapshots", DemoRepeat.Loans),
        new("24_payments", DemoRepeat.Loans),
        new("25_interest_and_flows", DemoRepeat.Loans),
        new("26_losses", DemoRepeat.Loans),
        new("27_fees", DemoRepeat.Loans),
        new("28_collections", DemoRepeat.Loans),
        new("29_compliance", DemoRepeat.Loans),
        new("40_portfolio_costs", DemoRepeat.Once),
        new("41_gl_postings", DemoRepeat.Once),
        new("42_gl_company", DemoRepeat.Once),
        new("43_gl_entries", DemoRepeat.Once),
        new("50_metrics", DemoRepeat.Once),
        new("60_loan_tapes", DemoRepeat.Once),
        new("90_put_back", DemoRepeat.Once, ByOwner: true),
    ];

    /// <summary>Its text.</summary>
    public string Sql => EmbeddedSql.Read($"Demo.Sql.{Name}.sql");
}
