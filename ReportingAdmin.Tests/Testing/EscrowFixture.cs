namespace ReportingAdmin.Tests.Testing;

/// <summary>The database that the tests of one class read; filled by the first of them, dropped after the last.</summary>
public sealed class EscrowFixture : IAsyncLifetime
{
    private TestDatabase? _database;

    /// <summary>The filled database.</summary>
    /// <param name="fill">Puts the rows of the class into it.</param>
    public async Task<TestDatabase> DatabaseAsync(Func<EscrowSeed, Task> fill)
    {
        if (_database is null)
        {
            _database = await TestDatabase.CloneAsync(Template.Empty);
            await fill(new EscrowSeed(_database));
        }

        return _database;
    }

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public Task DisposeAsync() => _database?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
