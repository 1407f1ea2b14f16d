using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReportingAdmin.Core.Reports.Tapes;

/// <summary>The table of loan tape configurations.</summary>
internal sealed class TapeMapping : IEntityTypeConfiguration<LoanTapeConfig>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<LoanTapeConfig> builder)
    {
        builder.ToTable("loan_tape_config");
        builder.Property(c => c.Fields).HasColumnType("jsonb");
        builder.Property(c => c.Filters).HasColumnType("jsonb");
        builder.Property(c => c.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(c => c.ChangedAt).HasDefaultValueSql("now()");
    }
}
