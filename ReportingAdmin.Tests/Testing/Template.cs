namespace ReportingAdmin.Tests.Testing;

/// <summary>What a test's database holds when it begins.</summary>
public enum Template
{
    /// <summary>The schema and what the migrations put in: roles and permissions.</summary>
    Empty,

    /// <summary>The same with the demo data.</summary>
    Demo,
}
