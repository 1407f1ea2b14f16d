using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output;

/// <summary>Writes the cells of one column: made once per run, so that no row asks what kind a column is.</summary>
internal abstract class CellWriter
{
    /// <summary>Appends this column's cell of the cursor's present row.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="to">Where to.</param>
    public abstract void Write(RowCursor row, Utf8Buffer to);
}
