using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>A request that was found permitted and well-formed: what will be read, for whom.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Report">Which report.</param>
/// <param name="Version">Its version.</param>
/// <param name="Bound">The typed input.</param>
/// <param name="Sections">The sections wanted, in order, each with this run's columns.</param>
public sealed record PreparedReport(
    Caller Caller,
    Report Report,
    string Version,
    BoundInput Bound,
    IReadOnlyList<SectionPlan> Sections)
{
    /// <summary>How the tables are laid out, as asked for.</summary>
    public ReportLayout Layout { get; init; } = ReportLayout.Declared;

    /// <summary>What the codes among the parameters' values are called, by parameter and code; empty until they have been looked up.</summary>
    public IReadOnlyDictionary<(string Parameter, string Code), string> Names { get; init; } = new Dictionary<(string, string), string>();

    /// <summary>A parameter's value in words.</summary>
    /// <param name="parameter">Which.</param>
    public string InWords(Parameter parameter) =>
        ParameterText.InWords(parameter, parameter.Property.GetValue(Bound.Input), Names);

    /// <summary>True when at least one column is masked.</summary>
    public bool Masked => Sections.Any(plan => plan.Shown.Any(shown => shown.Masked));

    /// <summary>
    /// The further rights that its file may need: those of the columns shown, and of the control figures, which are printed for those
    /// who may see them whether or not their column is shown.
    /// </summary>
    public string[] Needs => NeedsOf(plan => plan.Section.Controls.Select(Engine.Names.Snake), Caller.May);

    /// <summary>The further rights that its file needs.</summary>
    /// <param name="printed">The control figures printed on it.</param>
    public string[] NeedsWith(IReadOnlyList<ControlFigure> printed) =>
        NeedsOf(plan => printed.Where(figure => figure.Section == plan.Section.Name).Select(figure => figure.Figure), _ => true);

    /// <summary>True when at least one column shows personal data unmasked.</summary>
    public bool ShowsPersonalData => Sections.Any(plan => plan.Shown.Any(shown => shown.Column.Spec.Personal && !shown.Masked));

    private string[] NeedsOf(Func<SectionPlan, IEnumerable<string>> told, Func<string, bool> counts) =>
        [.. Sections.SelectMany(plan => plan.Needs(told(plan))).Where(counts).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>A section and its columns in this run.</summary>
/// <param name="Section">The section.</param>
/// <param name="Shown">This run's columns, in order.</param>
public sealed record SectionPlan(Section Section, IReadOnlyList<Shown> Shown)
{
    /// <summary>The order of a file's rows; null = the report's own.</summary>
    public SortBy? Sort { get; init; }

    /// <summary>The keys of the columns that rows can be sorted by.</summary>
    public IEnumerable<string> Sortable => Shown.Where(shown => !shown.Masked).Select(shown => shown.Column.Name);

    /// <summary>The column by which totals are kept apart, also where no money is shown; null when the section has none.</summary>
    public string? Currency => ReportSql.CurrencyColumn(Section.Columns);

    /// <summary>The columns to read: those shown, and what their totals are made of, and their currencies.</summary>
    public IReadOnlyList<Column> Needed()
    {
        var names = Shown.Select(shown => shown.Column.Name)
            .Concat(Shown.SelectMany(shown => shown.Column.TotalOf))
            .Concat(Shown.Where(shown => shown.Column.CurrencyName is not null).Select(shown => shown.Column.CurrencyName!))
            .Concat(Currency is { } currency && Shown.Any(shown => shown.Column.Spec.Total != Total.None) ? [currency] : [])
            .ToHashSet(StringComparer.Ordinal);
        return [.. Section.Columns.Where(column => names.Contains(column.Name))];
    }

    /// <summary>The further rights of the columns shown, and of others whose figures are told.</summary>
    /// <param name="told">Keys of those others.</param>
    public IEnumerable<string> Needs(IEnumerable<string> told)
    {
        var names = Shown.Select(shown => shown.Column.Name).Concat(told).ToHashSet(StringComparer.Ordinal);
        return Section.Columns.Where(column => names.Contains(column.Name)).Select(column => column.Spec.Permission).OfType<string>();
    }

    /// <summary>This run's columns of a section for a caller: chosen, permitted, masked.</summary>
    /// <param name="section">The section.</param>
    /// <param name="input">The typed input, which may choose columns.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="layout">Which of them he wants, in which order; null = all.</param>
    public static SectionPlan Make(Section section, object input, Caller caller, BoundLayout? layout = null)
    {
        var byName = section.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var chosen = section.ChooseColumns(input) ?? [.. section.Columns.Select(column => new ChosenColumn(column.Name))];
        if (layout is not null && layout.Columns.TryGetValue(section.Name, out var wanted))
        {
            chosen = Arranged(chosen, wanted, byName);
        }

        var masks = !caller.May(Permissions.PiiRead);
        var plan = new SectionPlan(section,
        [
            .. chosen
                .Select(choice => (Choice: choice, Column: byName[choice.Name]))
                .Where(pair => pair.Column.Spec.Permission is not { } permission || caller.May(permission))
                .Select(pair => new Shown(
                    pair.Column,
                    pair.Choice.Heading ?? pair.Column.Spec.Header,
                    pair.Choice.Masked || (pair.Column.Spec.Personal && masks))),
        ]);
        return layout?.Sorts.GetValueOrDefault(section.Name) is { } sort && plan.Sortable.Contains(sort.Column) ? plan with { Sort = sort } : plan;
    }

    // An amount never stands without its currency: the code comes along, before the first amount of it.
    private static List<ChosenColumn> Arranged(
        IReadOnlyList<ChosenColumn> chosen, IReadOnlyList<string> wanted, Dictionary<string, Column> byName)
    {
        var arranged = new List<ChosenColumn>();
        foreach (var choice in wanted.Select(name => chosen.FirstOrDefault(choice => choice.Name == name)).OfType<ChosenColumn>())
        {
            if (byName[choice.Name].CurrencyName is { } currency && !wanted.Contains(currency) && arranged.TrueForAll(one => one.Name != currency)
                && chosen.FirstOrDefault(one => one.Name == currency) is { } code)
            {
                arranged.Add(code);
            }

            arranged.Add(choice);
        }

        return arranged.Count == 0 ? [.. chosen] : arranged;
    }
}
