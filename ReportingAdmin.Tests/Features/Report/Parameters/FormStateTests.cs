using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Features.Report.Parameters;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Report.Parameters;

/// <summary>What stands in the form and what goes to the address, on a report of the product: monthly-balance, last 12 months by default.</summary>
public sealed class FormStateTests
{
    private static readonly BusinessCalendar s_calendar = new(new DateOnly(2026, 11, 21), 1, null);

    [Fact]
    public void Nothing_given_shows_the_default_as_chosen_and_adds_nothing_to_the_address()
    {
        var form = Form();

        Assert.Equal("last-12-months", form["period"]);
        Assert.Equal("2025-11-01", form["from"]);
        Assert.Equal("2026-10-31", form["to"]);
        Assert.Empty(form.ToAddress());
    }

    [Fact]
    public void A_word_goes_to_the_address_as_a_word()
    {
        var form = Form(("period", "last-quarter"));

        Assert.Equal("2026-07-01", form["from"]);
        Assert.Equal("2026-09-30", form["to"]);
        Assert.Equal([KeyValuePair.Create("period", "last-quarter")], form.ToAddress());
    }

    [Fact]
    public void Two_days_go_to_the_address_as_they_were_meant()
    {
        var form = Form(("from", "1 oct"), ("to", "2026-10-31"));

        Assert.Equal("", form["period"]);
        Assert.Equal([KeyValuePair.Create("from", "2026-10-01"), KeyValuePair.Create("to", "2026-10-31")], form.ToAddress());
    }

    [Fact]
    public void One_end_takes_the_other_from_the_default()
    {
        Assert.Equal("2026-10-31", Form(("from", "2026-01-01"))["to"]);
    }

    [Fact]
    public async Task Values_of_the_address_get_their_words_once_and_keep_themselves_where_there_are_none()
    {
        var asked = new List<string>();
        Task<IReadOnlyList<Choice>> Find(string name, IReadOnlyList<string> values)
        {
            asked.Add($"{name} {string.Join('+', values)}");
            return Task.FromResult<IReadOnlyList<Choice>>([.. values.Where(value => value != "AG99").Select(value => new Choice(value, value == "AG01" ? "Amber Agency" : "Cedar Agency"))]);
        }

        var first = Form(("agency", "AG01,AG99"));
        await first.FindWordsAsync(null, Find);
        var second = Form(("agency", "AG01,AG02,AG03"));
        second.Call("agency", "AG02", "Birch Agency");
        await second.FindWordsAsync(first, Find);

        Assert.Equal(["agency AG01+AG99", "agency AG03"], asked);
        Assert.Equal(("Amber Agency", "AG99"), (first.WordsOf("agency", "AG01"), first.WordsOf("agency", "AG99")));
        Assert.Equal(("Amber Agency", "Birch Agency", "Cedar Agency"), (second.WordsOf("agency", "AG01"), second.WordsOf("agency", "AG02"), second.WordsOf("agency", "AG03")));
    }

    [Fact]
    public void A_list_is_one_text_with_commas()
    {
        var form = Form(("agency", "AG01,AG02"));

        Assert.Equal(["AG01", "AG02"], form.List("agency"));
        form.SetList("agency", []);
        Assert.Empty(form.ToAddress());
    }

    // Without a configuration the default needs no saying; with one, it would stand in for what is not in the address.
    [Fact]
    public void A_default_that_was_said_goes_to_the_address_where_a_saved_configuration_would_stand_in()
    {
        var untouched = Tape(("config", "buyer"));
        var without = Tape(("includeExits", "true"));
        var given = Tape(("config", "buyer"), ("includeExits", "true"));
        var ticked = Tape(("config", "buyer"), ("includeExits", "false"));
        ticked["includeExits"] = "true";

        Assert.Equal([KeyValuePair.Create("config", "buyer")], untouched.ToAddress());
        Assert.Empty(without.ToAddress());
        Assert.Equal([KeyValuePair.Create("config", "buyer"), KeyValuePair.Create("includeExits", "true")], given.ToAddress());
        Assert.Equal([KeyValuePair.Create("config", "buyer"), KeyValuePair.Create("includeExits", "true")], ticked.ToAddress());
    }

    private static FormState Form(params (string Name, string Text)[] given) => Form("escrow/monthly-balance", given);

    private static FormState Tape(params (string Name, string Text)[] given) => Form("lending/loan-tape", given);

    private static FormState Form(string key, params (string Name, string Text)[] given) => new(
        TestEngine.Catalog.Find(key)!,
        given.ToDictionary(pair => pair.Name, pair => (IReadOnlyList<string>)[pair.Text]),
        s_calendar);
}
