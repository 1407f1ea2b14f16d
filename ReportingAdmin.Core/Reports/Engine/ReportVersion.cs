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
        Append(hash, ClassSource(type, report.SqlName, assembly));
        foreach (var (name, value) in report.Constants.OrderBy(constant => constant.Key, StringComparer.Ordinal))
        {
            Append(hash, $"{name}={value}");
        }

        foreach (var name in files.NamesOf(type, report.SqlName))
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

    // The project embeds the catalogue's class files beside their SQL, for this hash alone: Class.cs and its parts Class.Part.cs,
    // and those of the base class that siblings share.
    private static string ClassSource(Type type, string sqlName, Assembly assembly)
    {
        var source = new StringBuilder(type.FullName);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => IsPart(name, type.FullName!) || IsPart(name, $"{type.Namespace}.{sqlName}")).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            source.Append(reader.ReadToEnd());
        }

        return source.ToString();
    }

    private static bool IsPart(string name, string of) =>
        name.StartsWith(of + ".", StringComparison.Ordinal) && name.EndsWith(".cs", StringComparison.Ordinal);

    private static void Append(IncrementalHash hash, string text) =>
        hash.AppendData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n") + "\0"));
}
