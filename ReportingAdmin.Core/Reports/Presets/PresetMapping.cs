using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReportingAdmin.Core.Reports.Presets;

/// <summary>The table of saved parameters.</summary>
internal sealed class PresetMapping : IEntityTypeConfiguration<ParameterPreset>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<ParameterPreset> builder)
    {
        builder.ToTable("parameter_preset");
        builder.Property(p => p.Parameters).HasColumnType("jsonb");
        builder.Property(p => p.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(p => p.ChangedAt).HasDefaultValueSql("now()");
    }
}
