using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Home;

public sealed class ShellSettingsTests : IAsyncLifetime
{
    private TestDatabase _db = null!;
    private ShellSettings _settings = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _settings = new ShellSettings(new ReportingDbContextFactory(ReportingDbContext.OptionsFor(_db.Database.App)), _db.Database);
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task Without_a_row_the_tour_is_offered_letters_are_keys_and_the_catalogue_is_a_list()
    {
        var setting = await _settings.ReadAsync(await PersonAsync("ann"), default);

        Assert.Null(setting.TourEndedAt);
        Assert.True(setting.SingleKeys);
        Assert.False(setting.CatalogCards);
    }

    [Fact]
    public async Task Each_setting_is_changed_by_itself_and_for_its_person_alone()
    {
        var (ann, bob) = (await PersonAsync("ann"), await PersonAsync("bob"));

        await _settings.EndTourAsync(ann, ended: true, default);
        await _settings.UseSingleKeysAsync(ann, on: false, default);
        await _settings.ShowCardsAsync(ann, cards: true, default);

        var hers = await _settings.ReadAsync(ann, default);
        var his = await _settings.ReadAsync(bob, default);
        Assert.NotNull(hers.TourEndedAt);
        Assert.False(hers.SingleKeys);
        Assert.True(hers.CatalogCards);
        Assert.Equal((null, true, false), (his.TourEndedAt, his.SingleKeys, his.CatalogCards));
    }

    [Fact]
    public async Task The_tour_can_be_asked_for_again()
    {
        var ann = await PersonAsync("ann");
        await _settings.EndTourAsync(ann, ended: true, default);

        await _settings.EndTourAsync(ann, ended: false, default);

        Assert.Null((await _settings.ReadAsync(ann, default)).TourEndedAt);
    }

    private async Task<Caller> PersonAsync(string name) =>
        TestEngine.Caller(RowScope.All, Permissions.RunsOwn) with { PersonId = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name }) };
}
