using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Data.Demo;

/// <summary>Configuration section <c>Demo</c>: the made-up data of a first start.</summary>
public sealed class DemoOptions : ISettings
{
    /// <inheritdoc />
    public static string Section => "Demo";

    /// <summary>Fills an empty embedded database at the first start, in the environment Development alone.</summary>
    public bool LoadOnFirstStart { get; set; } = true;

    /// <summary>The day the data ends on; null = the current month.</summary>
    public DateOnly? ReferenceDate { get; set; }

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (ReferenceDate is { } date && date.Year is < 2010 or > 2100)
        {
            yield return $"Demo:ReferenceDate = {ReferenceDate:yyyy-MM-dd} is out of range; write a day from 2010 to 2100, or nothing.";
        }
    }
}
