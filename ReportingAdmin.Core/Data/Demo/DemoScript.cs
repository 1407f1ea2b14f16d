namespace ReportingAdmin.Core.Data.Demo;

/// <summary>Which of the two connections runs a script: the two halves of the data need nothing of each other.</summary>
internal enum DemoHalf
{
    /// <summary>Each, for its own schemas.</summary>
    Both,

    /// <summary>Escrow.</summary>
    Escrow,

    /// <summary>Lending, metrics and what the application itself stores.</summary>
    Lending,
}

/// <summary>When a script of the demo data runs.</summary>
internal enum DemoUse
{
    /// <summary>Always.</summary>
    Always,

    /// <summary>Where the tables' owner loads; the data are the same without it.</summary>
    ByOwner,

    /// <summary>For more than the usual volume, by the tables' owner.</summary>
    ForVolume,
}

/// <summary>One SQL file of the demo data.</summary>
/// <param name="Name">Its name without extension.</param>
/// <param name="Half">Which connection runs it.</param>
/// <param name="Use">When it runs.</param>
internal sealed record DemoScript(string Name, DemoHalf Half, DemoUse Use = DemoUse.Always)
{
    /// <summary>All of them in order.</summary>
    public static IReadOnlyList<DemoScript> All { get; } =
    [
        new("00_set_aside", DemoHalf.Both, DemoUse.ByOwner),
        new("01_helpers", DemoHalf.Both),
        new("10_escrow_masters", DemoHalf.Escrow),
        new("11_escrow_cases", DemoHalf.Escrow),
        new("12_escrow_movements", DemoHalf.Escrow),
        new("13_escrow_ledger", DemoHalf.Escrow),
        new("14_escrow_bank", DemoHalf.Escrow),
        new("20_lending_masters", DemoHalf.Lending),
        new("21_loan_terms", DemoHalf.Lending),
        new("22_loan_path", DemoHalf.Lending),
        new("23_loan_snapshots", DemoHalf.Lending),
        new("24_payments", DemoHalf.Lending),
        new("25_interest_and_flows", DemoHalf.Lending),
        new("26_losses", DemoHalf.Lending),
        new("27_fees", DemoHalf.Lending),
        new("28_collections", DemoHalf.Lending),
        new("29_compliance", DemoHalf.Lending),
        new("40_portfolio_costs", DemoHalf.Lending),
        new("41_gl_postings", DemoHalf.Lending),
        new("42_gl_company", DemoHalf.Lending),
        new("43_gl_entries", DemoHalf.Lending),
        new("50_metrics", DemoHalf.Lending),
        new("60_loan_tapes", DemoHalf.Lending),
        new("80_multiply", DemoHalf.Both, DemoUse.ForVolume),
        new("90_put_back", DemoHalf.Both, DemoUse.ByOwner),
    ];

    /// <summary>Its text.</summary>
    public string Sql => EmbeddedSql.Read($"Demo.Sql.{Name}.sql");
}
