using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>The version printed in files: the hand-set major number and a hash of what the build compiled: class source and SQL.</summary>
internal static class ReportVersion
{
    private const int HashLength = 8;

    public static string Of(Report report, Assembly assembly, SqlFiles files)
    {
        var type = report.GetType();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, ClassSource(type, assembly));
        foreach (var name in files.NamesOf(type))
        {
            Append(hash, name);
            Append(hash, files.Source(type, name));
        }

        foreach (var tieOut in report.TieOutList)
        {
            Append(hash, files.Source(typeof(TieOuts.TieOutFolder), tieOut.Key));
        }

        return $"{report.Meta.MajorVersion}.{Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLength]}";
    }

    // The project embeds the catalogue's class files beside their SQL, for this hash alone: Class.cs and its parts Class.Part.cs.
    private static string ClassSource(Type type, Assembly assembly)
    {
        var source = new StringBuilder(type.FullName);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => IsPart(name, type)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            source.Append(reader.ReadToEnd());
        }

        return source.ToString();
    }

    private static bool IsPart(string name, Type type) =>
        name.StartsWith(type.FullName + ".", StringComparison.Ordinal) && name.EndsWith(".cs", StringComparison.Ordinal);

    private static void Append(IncrementalHash hash, string text) =>
        hash.AppendData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n") + "\0"));
}
