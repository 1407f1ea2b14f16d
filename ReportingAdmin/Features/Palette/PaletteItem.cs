namespace ReportingAdmin.Features.Palette;

/// <summary>Something that the palette finds. What the browser gets: nothing that the person may not know of.</summary>
/// <param name="Kind"><c>report</c>, <c>page</c>, <c>command</c>, <c>owner</c> or <c>run</c>.</param>
/// <param name="Id">A report's key, a command's word; otherwise any.</param>
/// <param name="Title">What stands in the list.</param>
/// <param name="Hint">What stands beside it.</param>
/// <param name="Url">Where Enter leads; null for commands.</param>
/// <param name="Words">Other words it is found by.</param>
/// <param name="Does">What Enter does, in words.</param>
/// <param name="Ask">What is asked first, where it cannot be undone; null = nothing.</param>
public sealed record PaletteItem(string Kind, string Id, string Title, string Hint, string? Url, IReadOnlyList<string> Words, string Does, string? Ask = null);

/// <summary>What the palette holds.</summary>
/// <param name="Items">All of them.</param>
/// <param name="Recent">Indices of what is shown while nothing is typed.</param>
public sealed record PaletteIndex(IReadOnlyList<PaletteItem> Items, IReadOnlyList<int> Recent);

/// <summary>What Enter would do, or why it cannot.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="Ok">False where the words are not understood or not allowed.</param>
public sealed record PalettePreview(string Text, bool Ok);
