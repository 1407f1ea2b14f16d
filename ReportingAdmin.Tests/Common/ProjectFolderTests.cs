using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Tests.Common;

public sealed class ProjectFolderTests
{
    [Fact]
    public void Root_of_a_clone_is_the_folder_of_the_solution_whatever_the_working_directory() =>
        Assert.True(File.Exists(Path.Combine(ProjectFolder.Root, "ReportingAdmin.sln")));

    [Fact]
    public void Find_gives_a_published_programs_own_folder() => Assert.Equal("/", ProjectFolder.Find("/"));

    [Fact]
    public void Resolve_keeps_an_absolute_path_and_completes_a_relative_one()
    {
        Assert.Equal(Path.Combine(ProjectFolder.Root, ".data", "postgres"), ProjectFolder.Resolve(".data/postgres"));
        Assert.Equal(Path.GetFullPath("/srv/data"), ProjectFolder.Resolve("/srv/data"));
    }
}
