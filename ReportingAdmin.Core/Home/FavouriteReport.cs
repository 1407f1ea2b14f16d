namespace ReportingAdmin.Core.Home;

/// <summary>A report that a person keeps at hand. Table <c>app.favourite_report</c>.</summary>
public sealed class FavouriteReport
{
    /// <summary>Whose.</summary>
    public long PersonId { get; set; }

    /// <summary><c>area/name</c>.</summary>
    public required string ReportKey { get; set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset AddedAt { get; set; }
}
