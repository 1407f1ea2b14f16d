using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ReportingAdmin.Components.Shared;

/// <summary>Gives elements the focus.</summary>
public static class Focus
{
    /// <summary>Gives an element the focus; one that has gone meanwhile takes none, and that is no failure of the page.</summary>
    /// <param name="element">The element.</param>
    /// <param name="preventScroll">Whether the page stays where it is.</param>
    public static async ValueTask FocusIfThereAsync(this ElementReference element, bool preventScroll = false)
    {
        try
        {
            await element.FocusAsync(preventScroll);
        }
        catch (JSException)
        {
            // A person was quicker, and the element is not on the page any more.
        }
    }
}
