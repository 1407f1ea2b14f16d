using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Features.Report;

/// <summary>The part that leads to other states of the page, each of them an address.</summary>
public sealed partial class ReportDesk
{
    private string PresetUrl(Preset preset) =>
        (_address.With([]) with { Preset = preset.Key, Section = _address.Section, View = null }).ToUrl();

    private string WideUrl(IReadOnlyList<ReportParameter> left)
    {
        var names = left.SelectMany(parameter => parameter.GivenNames).ToHashSet(StringComparer.Ordinal);
        return _address.With(_form!.ToAddress().Where(pair => !names.Contains(pair.Key))).ToUrl();
    }

    private string PeriodUrl(Period period) => _address.With(
    [
        .. _form!.ToAddress().Where(pair => pair.Key is not ("period" or "from" or "to")),
        KeyValuePair.Create("from", Dates.Iso(period.From)),
        KeyValuePair.Create("to", Dates.Iso(period.To)),
    ]).ToUrl();

    private string PortfoliosUrl(IReadOnlyList<string> codes) => _address.With(
    [
        .. _form!.ToAddress().Where(pair => pair.Key != "portfolio"),
        KeyValuePair.Create("portfolio", string.Join(',', codes)),
    ]).ToUrl();

    private string Without(ReportParameter parameter) =>
        _address.With(_form!.ToAddress().Where(pair => !parameter.GivenNames.Contains(pair.Key))).ToUrl();

    private Task RunAsync()
    {
        var address = _address.With(_form!.ToAddress());
        if (address.ToUrl() == _address.ToUrl())
        {
            return ReadAsync(anew: true);
        }

        Navigation.NavigateTo(address.ToUrl());
        return Task.CompletedTask;
    }

    // Back to the view as it was saved, or to the report as it is; what was typed since goes too.
    private Task ResetAsync()
    {
        var url = _view is not null ? ViewUrl(_view)
            : (_address.With([]) with { Sort = null, Columns = null, View = Views.Views.Any(view => view.IsDefault) ? ReportQuery.Standard : null }).ToUrl();
        if (url == _address.ToUrl())
        {
            return FillAsync(_address);
        }

        Navigation.NavigateTo(url);
        return Task.CompletedTask;
    }

    private void Sort(string column)
    {
        var sort = _address.Sort is { } now && now.Column == column
            ? now.Descending ? new SortBy(column, false) : null
            : new SortBy(column, !IsText(column));
        Navigation.NavigateTo((_address with { Sort = sort, Page = 1 }).ToUrl());
    }

    // Figures are looked at greatest first, names from A.
    private bool IsText(string column) => Preview!.Section.Shown.First(shown => shown.Column.Name == column).Kind is Kind.Text or Kind.Flag;
}
