using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>One reading of a section's rows. Table <c>app.reading_time</c>; <see cref="ReadingTimes"/> writes and reads it.</summary>
public sealed class ReadingTime
{
    /// <summary>Its key.</summary>
    public long Id { get; set; }

    /// <summary><c>area/name</c>.</summary>
    public required string ReportKey { get; set; }

    /// <summary>The report's version.</summary>
    public required string ReportVersion { get; set; }

    /// <summary>The section.</summary>
    public required string Section { get; set; }

    /// <summary>What the planner reckoned, in its units.</summary>
    public double Cost { get; set; }

    /// <summary>What it took, in seconds.</summary>
    public double Seconds { get; set; }

    /// <summary>False: it was stopped after so long.</summary>
    public bool Ended { get; set; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset TakenAt { get; set; }
}

/// <summary>The table of readings.</summary>
internal sealed class ReadingTimeMapping : IEntityTypeConfiguration<ReadingTime>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<ReadingTime> builder)
    {
        builder.ToTable("reading_time");
        builder.Property(r => r.TakenAt).HasDefaultValueSql("clock_timestamp()");
    }
}
