using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Tests.Reports.Engine;

public sealed class SqlTextTests
{
    [Fact]
    public void Names_become_positions_in_order_of_first_use()
    {
        var sql = SqlText.Parse("-- one row per day\nselect @to, @from, @to::date");

        Assert.Equal("-- one row per day\nselect $1, $2, $1::date", sql.Text);
        Assert.Equal(["to", "from"], sql.Parameters);
        Assert.Equal("one row per day", sql.Grain);
    }

    [Theory]
    [InlineData("-- g\nselect '@no; it''s', @a", "-- g\nselect '@no; it''s', $1")]
    [InlineData("-- g @no;\nselect @a", "-- g @no;\nselect $1")]
    [InlineData("-- g\nselect /* @no; /* @nested */ ; */ @a", "-- g\nselect /* @no; /* @nested */ ; */ $1")]
    [InlineData("-- g\nselect \"@no;\"\"x\", @a", "-- g\nselect \"@no;\"\"x\", $1")]
    [InlineData("-- g\nselect $x$ @no; $x$, @a", "-- g\nselect $x$ @no; $x$, $1")]
    [InlineData("-- g\nselect e'\\'@no;', @a", "-- g\nselect e'\\'@no;', $1")]
    [InlineData("-- g\nselect a @> b, @a", "-- g\nselect a @> b, $1")]
    [InlineData("-- g\nselect a <@b, @a", "-- g\nselect a <@b, $1")]
    public void Literals_comments_quotes_and_operators_are_passed_over(string source, string expected)
    {
        var sql = SqlText.Parse(source);

        Assert.Equal(expected, sql.Text);
        Assert.Equal(["a"], sql.Parameters);
    }

    [Theory]
    [InlineData("-- g\nselect 1; drop table x", "semicolon")]
    [InlineData("-- g\nselect 1;", "semicolon")]
    [InlineData("-- g\nselect Set_Config('app.agencies', 'A', true)", "set_config")]
    [InlineData("-- g\nselect 'open", "never closed")]
    [InlineData("-- g\nselect /* open", "never closed")]
    [InlineData("-- g\nselect $x$ open", "never closed")]
    [InlineData("-- g\nselect $1", "positional")]
    [InlineData("select 1", "grain")]
    public void A_defect_is_refused_with_its_name(string source, string word)
    {
        var exception = Assert.Throws<FormatException>(() => SqlText.Parse(source));

        Assert.Contains(word, exception.Message, StringComparison.Ordinal);
    }
}
