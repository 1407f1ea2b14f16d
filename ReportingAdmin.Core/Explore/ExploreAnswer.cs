using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Core.Explore;

/// <summary>A column of an answer's table.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="IsNumber">Whether its cells stand at the right.</param>
public sealed record AnswerColumn(string Header, bool IsNumber = true);

/// <summary>An answer's figures, as they are read.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Columns">The first one names the row.</param>
/// <param name="Rows">One cell for each column.</param>
public sealed record AnswerTable(string Title, IReadOnlyList<AnswerColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>A line of how an answer was computed.</summary>
/// <param name="Name">What.</param>
/// <param name="Text">The fact.</param>
public sealed record AnswerFact(string Name, string Text);

/// <summary>A figure that stands out of an answer.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">As it is read.</param>
/// <param name="Says">What it means here.</param>
public sealed record AnswerFigure(string Label, string Value, string Says);

/// <summary>The answer to a question.</summary>
/// <param name="Sentence">The finding, as a person would say it.</param>
/// <param name="Chart">The picture.</param>
/// <param name="Table">The figures.</param>
/// <param name="How">How it was computed.</param>
/// <param name="Warnings">What a reader should know, in sentences.</param>
public sealed record ExploreAnswer(string Sentence, ChartData Chart, AnswerTable Table, IReadOnlyList<AnswerFact> How, IReadOnlyList<string> Warnings)
{
    /// <summary>What stands out in the history, in sentences; empty = nothing does, or nothing was looked for.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>The figures that the sentence is made of; empty = it has them all.</summary>
    public IReadOnlyList<AnswerFigure> Figures { get; init; } = [];
}
