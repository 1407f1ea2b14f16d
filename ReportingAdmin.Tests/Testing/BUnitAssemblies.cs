using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ReportingAdmin.Tests.Testing;

/// <summary>
/// Answers bUnit's request for AngleSharp.Diffing with the one in the output folder, whatever version is asked for:
/// the version bUnit was built against is not served everywhere. Goes with <c>BUnit.targets</c>.
/// </summary>
internal static class BUnitAssemblies
{
    private const string Diffing = "AngleSharp.Diffing";

    /// <summary>Runs before any other code of the tests.</summary>
    // CA2255 is meant for libraries; a test assembly is loaded by its runner alone.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => AssemblyLoadContext.Default.Resolving += Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == Diffing ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Diffing + ".dll")) : null;
}
