namespace ReportingAdmin.Core.Reports.Views;

/// <summary>What a view keeps, in the texts of the URL.</summary>
/// <param name="Parameters">Values by name; date words stay words.</param>
/// <param name="Section">The section shown; null = the first.</param>
/// <param name="Columns">Columns in order, see <see cref="Engine.Running.ReportLayout"/>; null = as declared.</param>
/// <param name="Sort">The order; null = the report's own.</param>
public sealed record ViewState(IReadOnlyDictionary<string, string> Parameters, string? Section = null, string? Columns = null, string? Sort = null)
{
    /// <summary>True when both show the same.</summary>
    /// <param name="other">Another one.</param>
    public bool Same(ViewState? other) =>
        other is not null
        && Section == other.Section
        && Columns == other.Columns
        && Sort == other.Sort
        && Parameters.Count == other.Parameters.Count
        && Parameters.All(pair => other.Parameters.TryGetValue(pair.Key, out var text) && text == pair.Value);
}

/// <summary>A view as a person saves it.</summary>
/// <param name="Name">As typed.</param>
/// <param name="State">What it keeps.</param>
/// <param name="RoleId">Shared with holders of this role; null = private.</param>
public sealed record ViewDraft(string Name, ViewState State, long? RoleId = null);

/// <summary>A view as a person sees it.</summary>
/// <param name="Id">In <c>view=</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="State">What it keeps.</param>
public sealed record SavedView(long Id, string Name, ViewState State)
{
    /// <summary>True when it is the caller's own.</summary>
    public bool Mine { get; init; }

    /// <summary>Who saved it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The role it is shared with; null = private.</summary>
    public SharingRole? SharedWith { get; init; }

    /// <summary>True when the caller meets it first.</summary>
    public bool IsDefault { get; init; }

    /// <summary>True when the caller may change, rename and delete it.</summary>
    public bool MayChange { get; init; }

    /// <summary>Raised by each change.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>A role with which a view can be shared.</summary>
/// <param name="Id">The role.</param>
/// <param name="Name">As shown.</param>
/// <param name="Everyone">Held by all who are signed in.</param>
public sealed record SharingRole(long Id, string Name, bool Everyone)
{
    /// <summary>With whom, in words.</summary>
    public string InWords => Everyone ? "everyone" : Name;
}
