using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReportingAdmin.Core.Reports.Views;

/// <summary>The table of saved views.</summary>
internal sealed class ViewMapping : IEntityTypeConfiguration<ReportView>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<ReportView> builder)
    {
        builder.ToTable("report_view");
        builder.Property(v => v.Parameters).HasColumnType("jsonb");
        builder.Property(v => v.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(v => v.ChangedAt).HasDefaultValueSql("now()");
    }
}

/// <summary>The table of default views.</summary>
internal sealed class ViewDefaultMapping : IEntityTypeConfiguration<ReportViewDefault>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<ReportViewDefault> builder)
    {
        builder.ToTable("report_view_default");
        builder.HasKey(d => new { d.PersonId, d.ReportKey });
    }
}
