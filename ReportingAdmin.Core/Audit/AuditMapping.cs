using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Audit;

/// <summary>The tables of the audit trail.</summary>
internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEvent>, IEntityTypeConfiguration<AuditSeal>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("audit_event");
        builder.Property(e => e.OccurredAt).HasDefaultValueSql("clock_timestamp()");
        builder.Property(e => e.Outcome).HasConversion(new SnakeCaseWords<AuditOutcome>());
        builder.Property(e => e.Details).HasColumnType("jsonb");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<AuditSeal> builder) => builder.ToTable("audit_seal");
}
