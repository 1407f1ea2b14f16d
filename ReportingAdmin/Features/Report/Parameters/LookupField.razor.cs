using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using ReportingAdmin.Components.Shared;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Features.Report.Parameters;

/// <summary>Picks values that the server knows: a search box, its matches as buttons, the chosen ones as removable chips.</summary>
public sealed partial class LookupField
{
    private ElementReference _box;
    private string _text = "";
    private bool _open;
    private bool _searched;
    private int _asked;
    private IReadOnlyList<Choice> _matches = [];
    private FormState? _of;

    /// <summary>The parameter.</summary>
    [Parameter, EditorRequired]
    public ReportParameter Parameter { get; set; } = default!;

    /// <summary>The form's texts.</summary>
    [Parameter, EditorRequired]
    public FormState State { get; set; } = default!;

    /// <summary>Finds values: parameter name, part of a value or label.</summary>
    [Parameter, EditorRequired]
    public Func<string, string, Task<IReadOnlyList<Choice>>> Search { get; set; } = default!;

    /// <summary>Whether something stands against it.</summary>
    [Parameter]
    public bool Invalid { get; set; }

    /// <summary>A text was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    // A form that was filled in anew begins anew.
    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_of is not null && !ReferenceEquals(_of, State))
        {
            (_text, _open, _searched, _matches) = ("", false, false, []);
            _asked++;
        }

        _of = State;
    }

    private IReadOnlyList<string> Chosen => State.Chosen(Parameter);

    private List<Choice> Matches => [.. _matches.Where(match => !Chosen.Contains(match.Value))];

    private Task OpenAsync()
    {
        if (_open)
        {
            return Task.CompletedTask;
        }

        _open = true;
        return SearchAsync();
    }

    private async Task SearchAsync()
    {
        _open = true;
        var asked = ++_asked;
        var matches = await Search(Parameter.Name, _text.Trim());
        if (asked == _asked)
        {
            _matches = matches;
            _searched = true;
        }
    }

    private async Task KeyAsync(KeyboardEventArgs args)
    {
        if (args.Key == "Escape" && _open)
        {
            _open = false;
            await _box.FocusIfThereAsync();
        }
        else if (args.Key == "ArrowDown")
        {
            await OpenAsync();
        }
        else if (args.Key == "Enter" && _open && _text.Trim().Length > 0 && Matches.Count > 0)
        {
            await AddAsync(Matches[0]);
        }
    }

    private async Task AddAsync(Choice match)
    {
        State.Call(Parameter.Name, match.Value, match.Label);
        if (Parameter.IsList)
        {
            State.SetList(Parameter.Name, [.. Chosen, match.Value]);
        }
        else
        {
            State[Parameter.Name] = match.Value;
        }

        _text = "";
        _open = false;
        await _box.FocusIfThereAsync();
        await Changed.InvokeAsync();
    }

    // Whoever comes back finds the field as it was left: closed.
    private void Close() => _open = false;

    private async Task RemoveAsync(string value)
    {
        State.SetList(Parameter.Name, Chosen.Where(one => one != value));
        await _box.FocusIfThereAsync();
        await Changed.InvokeAsync();
    }
}
