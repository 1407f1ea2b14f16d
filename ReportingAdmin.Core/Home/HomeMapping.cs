using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReportingAdmin.Core.Home;

/// <summary>Tables of what a person keeps for himself.</summary>
internal sealed class HomeMapping : IEntityTypeConfiguration<FavouriteReport>, IEntityTypeConfiguration<ShellSetting>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<FavouriteReport> builder)
    {
        builder.ToTable("favourite_report");
        builder.HasKey(f => new { f.PersonId, f.ReportKey });
        builder.Property(f => f.AddedAt).HasDefaultValueSql("clock_timestamp()");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<ShellSetting> builder)
    {
        builder.ToTable("shell_setting");
        builder.HasKey(s => s.PersonId);
        builder.Property(s => s.PersonId).ValueGeneratedNever();
    }
}
