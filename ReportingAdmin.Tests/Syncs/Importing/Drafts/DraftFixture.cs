using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Core.Syncs.Importing.Drafts;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Previewing;
using ReportingAdmin.Core.Syncs.Importing.Records;
using ReportingAdmin.Core.Syncs.Importing.Tables;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Syncs.Importing.Drafts;

/// <summary>An empty database, a folder, people who may load, and a worker that is driven by hand.</summary>
internal sealed class DraftFixture : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("drafts-").FullName;

    private DraftFixture(TestDatabase db)
    {
        Db = db;
        Node = new RunSeed(db, _folder).Node();
        Drafts = new ImportDrafts(db.Database, Node.Files, new ImportRuns(Node.States, Node.Files), new PreviewMaker(db.Database));
        History = new LoadHistory(db.Database, Node.Files);
        Mappings = new SavedMappings(db.Database);
    }

    public TestDatabase Db { get; }

    public TestNode Node { get; }

    public ImportDrafts Drafts { get; }

    public LoadHistory History { get; }

    public SavedMappings Mappings { get; }

    /// <summary>May load data.</summary>
    public Caller Olivia { get; private set; } = null!;

    public string[] Files => [.. Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))];

    public static async Task<DraftFixture> CreateAsync()
    {
        var fixture = new DraftFixture(await TestDatabase.CloneAsync(Template.Empty));
        fixture.Olivia = await fixture.PersonAsync("Olivia");
        return fixture;
    }

    /// <summary>A person of the role Operations who sees every row.</summary>
    public async Task<Caller> PersonAsync(string name, params string[] more)
    {
        var id = await Db.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name });
        await Db.ExecuteAsync("insert into app.role_grant (role_id, person_id) select r.id, $1 from app.role r where r.name = 'Operations'", id);
        await Db.ExecuteAsync("insert into app.user_scope (person_id, unrestricted) values ($1, true)", id);
        return TestEngine.Caller(RowScope.All, [Permissions.ImportsManage, Permissions.RunsOwn, .. more]) with { PersonId = id, Name = name };
    }

    public Task<Outcome<DraftFile>> GiveAsync(string name, string text) => GiveAsync(name, Encoding.UTF8.GetBytes(text));

    public Task<Outcome<DraftFile>> GiveAsync(string name, byte[] bytes) => Drafts.CreateAsync(Olivia, new MemoryStream(bytes), name, default);

    /// <summary>A file that must be taken, with its documented mapping.</summary>
    public async Task<DraftFile> MappedAsync(string table, string text, bool skipBadRows = false)
    {
        var given = await GiveAsync(table + ".csv", text);
        Assert.True(given.Ok, string.Join(" ", given.Problems.Select(problem => problem.Message)));
        var changed = await Drafts.ChangeAsync(Olivia, given.Value.Id, given.Value.Version, DocumentedFile.Of(ImportTables.Find(table)!), skipBadRows, default);
        return changed.Value!;
    }

    /// <summary>Does the dry run to its end.</summary>
    public async Task<LoadFacts> TryAsync(DraftFile draft)
    {
        var queued = await Drafts.TryAsync(Olivia, draft.Id, draft.Version, default);
        Assert.True(queued.Ok, string.Join(" ", queued.Problems.Select(problem => problem.Message)));
        await WorkAsync();
        return (await History.GetAsync(Olivia, queued.Value.Id, default)).Value!;
    }

    /// <summary>Does what waits.</summary>
    public async Task WorkAsync()
    {
        var work = new ImportWork(Db.Database, new CallerLoader(Db.Database), Node.Files, new Importer(Db.Database, new AuditLog(Db.Database), TimeProvider.System, NullLogger<Importer>.Instance));
        while (await Node.ClaimAsync(RunLane.Heavy) is { } run)
        {
            await Node.Executor.RunAsync(run, (progress, ct) => work.DoAsync(run, progress, ct));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
