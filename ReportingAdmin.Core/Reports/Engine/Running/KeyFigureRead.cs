namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>A key figure as read.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Says">What it is made of: "Sum of all 12 rows", "Oct 2026, the latest month shown".</param>
/// <param name="Shown">The column it explains itself by; null for the number of rows.</param>
/// <param name="Values">One per currency, the greatest first; one without where the figure has no currency.</param>
public sealed record KeyFigureRead(string Label, string Says, Shown? Shown, IReadOnlyList<KeyFigureValue> Values);

/// <summary>A key figure's value.</summary>
/// <param name="Currency">ISO code; null where the figure has none.</param>
/// <param name="Value">The figure; null where there is nothing to total.</param>
public sealed record KeyFigureValue(string? Currency, decimal? Value);
