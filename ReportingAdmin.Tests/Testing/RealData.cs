using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Files as their publishers made them, which do not lie in the repository.</summary>
internal static class RealData
{
    /// <summary>The folder named by <c>REPORTING_REAL_DATA</c>, else <c>../shared/data/real</c> beside the repository; null when neither is there.</summary>
    public static string? Folder { get; } = new[]
    {
        Environment.GetEnvironmentVariable("REPORTING_REAL_DATA"),
        Path.GetFullPath(Path.Combine(ProjectFolder.Root, "..", "shared", "data", "real")),
        // A working tree may lie one folder deeper.
        Path.GetFullPath(Path.Combine(ProjectFolder.Root, "..", "..", "shared", "data", "real")),
    }.FirstOrDefault(folder => !string.IsNullOrEmpty(folder) && Directory.Exists(folder));

    /// <summary>A file in it.</summary>
    /// <param name="name">Its path there.</param>
    public static string File(string name) => Path.Combine(Folder ?? throw new InvalidOperationException("No real data."), name);
}

/// <summary>A test on files that are not everywhere: skipped, and said so, where they are missing.</summary>
public sealed class RealDataFactAttribute : FactAttribute
{
    /// <summary>Looks for the files.</summary>
    public RealDataFactAttribute()
    {
        if (RealData.Folder is null)
        {
            Skip = "The published files are not here; name their folder in REPORTING_REAL_DATA.";
        }
    }
}
