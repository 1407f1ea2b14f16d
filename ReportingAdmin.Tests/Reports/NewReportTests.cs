using System.Diagnostics;
using System.Runtime.Loader;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Tests.Reports;

/// <summary>The script that makes the files of a new report.</summary>
public sealed class NewReportTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("new-report-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_files_it_makes_compile_and_pass_the_catalogue()
    {
        var (code, output) = await RunAsync("bash", Script, "lending/day-count-probe", "Day count probe");
        Assert.True(code == 0, output);
        var core = Path.Combine(_root, "ReportingAdmin.Core");
        await File.WriteAllTextAsync(Path.Combine(core, "Probe.csproj"), Project);

        (code, output) = await RunAsync("dotnet", "build", Path.Combine(core, "Probe.csproj"), "-v", "q", "--nologo", "-o", Path.Combine(_root, "out"));
        Assert.True(code == 0, output);

        var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(_root, "out", "Probe.dll"));
        var report = Assert.Single(ReportCatalog.Load(assembly).All);
        Assert.Equal("lending/day-count-probe", report.Meta.Key);
        Assert.Equal("Day count probe", report.Meta.Title);
        Assert.Equal(["day", "number"], report.Sections[0].Columns.Select(column => column.Name));
        Assert.True(File.Exists(Path.Combine(_root, "ReportingAdmin.Tests", "Reports", "Catalog", "Lending", "DayCountProbeTests.cs")));
    }

    [Fact]
    public async Task A_second_report_of_the_same_name_is_refused()
    {
        await RunAsync("bash", Script, "escrow/probe", "Probe");

        var (code, output) = await RunAsync("bash", Script, "escrow/probe", "Probe");

        Assert.Equal(1, code);
        Assert.Contains("there already; nothing was made", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("escrow", "Title")]
    [InlineData("other/name", "Title")]
    [InlineData("escrow/Upper", "Title")]
    [InlineData("escrow/../../x", "Title")]
    [InlineData("escrow/name", "")]
    public async Task A_name_that_is_no_key_is_refused_with_the_usage(string key, string title)
    {
        var (code, output) = await RunAsync("bash", Script, key, title);

        Assert.Equal(2, code);
        Assert.Contains("Usage: ./new-report", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    private static string Script => Path.Combine(ProjectFolder.Root, "new-report");

    private static string Project =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <RootNamespace>ReportingAdmin.Core</RootNamespace>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <EmbeddedResource Include="**/*.sql" />
            <Reference Include="{typeof(Report).Assembly.Location}" />
          </ItemGroup>
        </Project>
        """;

    private async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NEW_REPORT_ROOT"] = _root;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
