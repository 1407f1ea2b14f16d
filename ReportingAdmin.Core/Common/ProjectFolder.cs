namespace ReportingAdmin.Core.Common;

/// <summary>The folder that relative paths of the configuration start from, whatever the working directory is.</summary>
public static class ProjectFolder
{
    /// <summary>
    /// The folder that holds <c>ReportingAdmin.sln</c> when the program runs from a clone, else the folder the program
    /// was published to.
    /// </summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A configured path made absolute.</summary>
    /// <param name="path">Absolute, or relative to <see cref="Root"/>.</param>
    public static string Resolve(string path) => Path.GetFullPath(path, Root);

    internal static string Find(string programFolder)
    {
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ReportingAdmin.sln")))
            {
                return folder.FullName;
            }
        }

        return Path.GetFullPath(programFolder);
    }
}
