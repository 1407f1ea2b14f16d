using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Home;

public sealed class FavouriteReportsTests : IAsyncLifetime
{
    private const string Balance = "escrow/monthly-balance";
    private const string Deposits = "escrow/monthly-deposits";

    private TestDatabase _db = null!;
    private FavouriteReports _favourites = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _favourites = new FavouriteReports(_db.Database, TestEngine.Catalog);
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task A_report_is_kept_once_in_the_order_of_keeping_and_taken_away_again()
    {
        var ann = await PersonAsync("ann");

        await _favourites.SetAsync(ann, Deposits, true, default);
        await _favourites.SetAsync(ann, Balance, true, default);
        await _favourites.SetAsync(ann, Deposits, true, default);
        Assert.Equal([Deposits, Balance], await KeysAsync(ann));

        await _favourites.SetAsync(ann, Deposits, false, default);
        await _favourites.SetAsync(ann, Deposits, false, default);
        Assert.Equal([Balance], await KeysAsync(ann));
    }

    [Fact]
    public async Task Each_person_has_his_own_and_changes_nobody_elses()
    {
        var (ann, bob) = (await PersonAsync("ann"), await PersonAsync("bob"));
        await _favourites.SetAsync(ann, Balance, true, default);

        await _favourites.SetAsync(bob, Balance, false, default);

        Assert.Equal([Balance], await KeysAsync(ann));
        Assert.Empty(await KeysAsync(bob));
    }

    [Fact]
    public async Task A_report_that_may_not_be_seen_answers_like_one_that_does_not_exist()
    {
        var ann = await PersonAsync("ann");

        var hidden = await _favourites.SetAsync(ann, "lending/trial-balance", true, default);
        var unknown = await _favourites.SetAsync(ann, "lending/no-such-report", true, default);

        Assert.Equal(unknown.FirstProblem, hidden.FirstProblem);
        Assert.Equal(0L, await _db.ScalarAsync<long>("select count(*) from app.favourite_report"));
    }

    [Fact]
    public async Task A_favourite_whose_right_was_taken_away_is_not_shown()
    {
        var ann = await PersonAsync("ann");
        await _favourites.SetAsync(ann, Balance, true, default);

        Assert.Empty(await KeysAsync(TestEngine.Caller(RowScope.All, Permissions.RunsOwn) with { PersonId = ann.PersonId }));
    }

    [Fact]
    public async Task The_operator_of_the_command_line_keeps_none() =>
        Assert.False((await _favourites.SetAsync(TestEngine.Everyone, Balance, true, default)).Ok);

    [Fact]
    public async Task More_than_the_most_are_refused_with_words()
    {
        var ann = await PersonAsync("ann");
        await _db.ExecuteAsync("insert into app.favourite_report (person_id, report_key) select $1, 'escrow/gone-' || i from generate_series(1, 50) i", ann.PersonId);

        var refused = await _favourites.SetAsync(ann, Balance, true, default);

        Assert.Equal("too_many_favourites", refused.FirstProblem.Code);
    }

    private async Task<IEnumerable<string>> KeysAsync(Caller caller) => (await _favourites.ListAsync(caller, default)).Select(report => report.Meta.Key);

    private async Task<Caller> PersonAsync(string name) =>
        TestEngine.Caller(RowScope.All, Permissions.EscrowFinance, Permissions.RunsOwn) with
        {
            PersonId = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name }),
        };
}
