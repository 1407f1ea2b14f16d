using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Runs;

/// <summary>Tables of runs.</summary>
internal sealed class RunMapping : IEntityTypeConfiguration<Run>, IEntityTypeConfiguration<ReportRun>, IEntityTypeConfiguration<RunSubscription>,
    IEntityTypeConfiguration<RunAttempt>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.ToTable("run");
        builder.Property(r => r.Number).ValueGeneratedOnAdd();
        builder.Property(r => r.Kind).HasConversion(new SnakeCaseWords<RunKind>());
        builder.Property(r => r.Status).HasConversion(new SnakeCaseWords<RunStatus>());
        builder.Property(r => r.Lane).HasConversion(new SnakeCaseWords<RunLane>());
        builder.Property(r => r.RequestedAt).HasDefaultValueSql("now()");
        builder.Property(r => r.RowScope).HasColumnType("jsonb");
        builder.Property(r => r.DataVersion).HasColumnType("jsonb");
        builder.Property(r => r.Timings).HasColumnType("jsonb");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<ReportRun> builder)
    {
        builder.ToTable("report_run");
        builder.HasKey(r => r.RunId);
        builder.HasOne<Run>().WithOne().HasForeignKey<ReportRun>(r => r.RunId);
        builder.Property(r => r.ReportType).HasConversion(new SnakeCaseWords<ReportType>());
        builder.Property(r => r.Format).HasConversion(new SnakeCaseWords<FileFormat>());
        builder.Property(r => r.TieOutState).HasConversion(new SnakeCaseWords<TieOutState>());
        builder.Property(r => r.FileSha256).HasColumnName("file_sha256");
        builder.Property(r => r.Options).HasColumnType("jsonb");
        builder.Property(r => r.Layout).HasColumnType("jsonb");
        builder.Property(r => r.Parameters).HasColumnType("jsonb");
        builder.Property(r => r.ParametersResolved).HasColumnType("jsonb");
        builder.Property(r => r.Conventions).HasColumnType("jsonb");
        builder.Property(r => r.LoanSnapshot).HasColumnType("jsonb");
        builder.Property(r => r.TieOuts).HasColumnType("jsonb");
        builder.Property(r => r.ControlTotals).HasColumnType("jsonb");
        builder.Property(r => r.RowCounts).HasColumnType("jsonb");
        builder.Property(r => r.Totals).HasColumnType("jsonb");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<RunSubscription> builder)
    {
        builder.ToTable("run_subscription");
        builder.HasOne<Run>().WithMany().HasForeignKey(s => s.RunId);
        builder.Property(s => s.SubscribedAt).HasDefaultValueSql("now()");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<RunAttempt> builder)
    {
        builder.ToTable("run_attempt");
        builder.HasKey(a => new { a.RunId, a.Epoch });
        builder.HasOne<Run>().WithMany().HasForeignKey(a => a.RunId);
        builder.Property(a => a.Outcome).HasConversion(new SnakeCaseWords<AttemptOutcome>());
        builder.Property(a => a.StartedAt).HasDefaultValueSql("clock_timestamp()");
    }
}
