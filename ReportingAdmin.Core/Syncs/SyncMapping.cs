using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Core.Syncs;

/// <summary>Tables of loads.</summary>
internal sealed class SyncMapping : IEntityTypeConfiguration<DataSyncRun>, IEntityTypeConfiguration<DataVersion>,
    IEntityTypeConfiguration<ClosedPeriod>, IEntityTypeConfiguration<ImportMapping>, IEntityTypeConfiguration<ImportDraft>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<DataSyncRun> builder)
    {
        builder.ToTable("data_sync_run");
        builder.HasKey(r => r.RunId);
        builder.HasOne<Run>().WithOne().HasForeignKey<DataSyncRun>(r => r.RunId);
        builder.Property(r => r.FileSha256).HasColumnName("file_sha256");
        builder.Property(r => r.Mapping).HasColumnType("jsonb");
        builder.Property(r => r.Counts).HasColumnType("jsonb");
        builder.Property(r => r.Totals).HasColumnType("jsonb");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<DataVersion> builder)
    {
        builder.ToTable("data_version");
        builder.HasKey(v => v.SchemaName);
        builder.Property(v => v.RaisedAt).HasDefaultValueSql("now()");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<ClosedPeriod> builder)
    {
        builder.ToTable("closed_period");
        builder.HasKey(p => p.Area);
        builder.Property(p => p.ClosedAt).HasDefaultValueSql("now()");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<ImportMapping> builder)
    {
        builder.ToTable("import_mapping");
        builder.Property(m => m.Mapping).HasColumnType("jsonb");
        builder.Property(m => m.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(m => m.ChangedAt).HasDefaultValueSql("now()");
    }
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<ImportDraft> builder)
    {
        builder.ToTable("import_draft");
        builder.Property(d => d.FileSha256).HasColumnName("file_sha256");
        builder.Property(d => d.Mapping).HasColumnType("jsonb");
        builder.Property(d => d.Version).HasDefaultValue(1);
        builder.Property(d => d.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(d => d.ChangedAt).HasDefaultValueSql("now()");
    }
}
