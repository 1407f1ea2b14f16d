using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Data.Embedded;

/// <summary>Configuration section <c>Embedded</c>: the private PostgreSQL cluster used when no connection string is given.</summary>
public sealed class EmbeddedOptions : ISettings
{
    /// <inheritdoc />
    public static string Section => "Embedded";

    /// <summary>Where the cluster lies; relative paths start at the repository's root, or the program's folder when published.</summary>
    public string DataDirectory { get; set; } = ".data/postgres";

    /// <summary>The folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>; empty = looked for on PATH and in the usual folders.</summary>
    public string BinDirectory { get; set; } = "";

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(DataDirectory))
        {
            yield return "Embedded:DataDirectory is empty; write a folder such as .data/postgres.";
        }

        if (BinDirectory.Length > 0 && !Directory.Exists(ProjectFolder.Resolve(BinDirectory)))
        {
            yield return $"Embedded:BinDirectory = '{BinDirectory}' is no folder; write the one that holds initdb and pg_ctl, or nothing to have it looked for.";
        }
    }
}
