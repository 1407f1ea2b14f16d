using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReportingAdmin.Core.Access;

/// <summary>Tables of persons, roles and scopes.</summary>
internal sealed class AccessMapping : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Role>, IEntityTypeConfiguration<RolePermission>,
    IEntityTypeConfiguration<RoleGrant>, IEntityTypeConfiguration<UserScope>, IEntityTypeConfiguration<DataProtectionKey>,
    IEntityTypeConfiguration<PersonPreview>, IEntityTypeConfiguration<AccessRequest>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("person");
        builder.Property(p => p.CreatedAt).HasDefaultValueSql("now()");

        // Raised by triggers of the database; a value read before must not be written back.
        builder.Property(p => p.RightsVersion).ValueGeneratedOnAddOrUpdate().HasDefaultValue(1L);
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Role> builder) => builder.ToTable("role");

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<RolePermission> builder)
    {
        builder.ToTable("role_permission");
        builder.HasOne<Role>().WithMany().HasForeignKey(p => p.RoleId);
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<RoleGrant> builder)
    {
        builder.ToTable("role_grant");
        builder.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId);
        builder.HasOne<Role>().WithMany().HasForeignKey(g => g.RoleId);
        builder.Property(g => g.GrantedAt).HasDefaultValueSql("now()");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<UserScope> builder)
    {
        builder.ToTable("user_scope");
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
        builder.Property(s => s.GrantedAt).HasDefaultValueSql("now()");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("data_protection_key");
        builder.Property(k => k.CreatedAt).HasDefaultValueSql("now()");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<PersonPreview> builder)
    {
        builder.ToTable("person_preview");
        builder.Property(p => p.StartedAt).HasDefaultValueSql("clock_timestamp()");
    }

    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<AccessRequest> builder)
    {
        builder.ToTable("access_request");
        builder.Property(r => r.AskedAt).HasDefaultValueSql("clock_timestamp()");
    }
}
