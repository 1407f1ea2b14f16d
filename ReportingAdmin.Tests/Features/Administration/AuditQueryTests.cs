using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Administration.Trail;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Features.Administration;

namespace ReportingAdmin.Tests.Features.Administration;

public sealed class AuditQueryTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var filter = new AuditFilter
        {
            Who = "Ann & Co",
            Action = "report.run",
            Target = "escrow/sales",
            From = new DateOnly(2026, 10, 1),
            To = new DateOnly(2026, 10, 31),
            Outcome = AuditOutcome.Refused,
        };

        var query = AuditQuery.Write(filter).ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value), StringComparer.Ordinal);

        Assert.Equal(filter, AuditQuery.Read(query).Filter);
        Assert.Equal("2026-10-31", query["to"]);
    }

    [Theory]
    [InlineData("from", "31/10/2026")]
    [InlineData("from", "2026-02-29")]
    [InlineData("to", "9999-12-31")]
    [InlineData("outcome", "7")]
    [InlineData("outcome", "perhaps")]
    public void What_cannot_be_read_is_left_out(string name, string text)
    {
        Assert.False(AuditQuery.Read(new Dictionary<string, StringValues> { [name] = text }).Filter.Narrows);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("1.5")]
    public void A_place_that_is_no_number_is_the_newest_page(string text)
    {
        Assert.Equal(new AuditPlace(), AuditQuery.Read(new Dictionary<string, StringValues> { ["before"] = text }).Place);
    }

    [Theory]
    [InlineData("from", "31/10/2026", "“31/10/2026” is no day for from. Write it as 2026-10-31.")]
    [InlineData("outcome", "perhaps", "“perhaps” is no outcome. Use one of done, refused, failed.")]
    [InlineData("before", "-1", "“-1” is no line's number.")]
    [InlineData("target", "escrow/sales", "There is no filter “target”. Use who, action, object, from, to, outcome, before or after.")]
    public void What_cannot_be_read_is_told(string name, string text, string sentence) =>
        Assert.Equal(sentence, Assert.Single(AuditQuery.Unread(new Dictionary<string, StringValues> { [name] = text })));

    [Fact]
    public void A_file_has_no_place_and_no_word_stands_twice()
    {
        Assert.Equal("There is no filter “before”. Use who, action, object, from, to or outcome.", Assert.Single(AuditQuery.Unread(new Dictionary<string, StringValues> { ["before"] = "7" }, ofFile: true)));
        Assert.Equal("“who” stands there 2 times. Give it once.", Assert.Single(AuditQuery.Unread(new Dictionary<string, StringValues> { ["who"] = new(["ann", "bob"]) })));
    }

    [Fact]
    public void What_can_be_read_or_is_empty_is_not_told() =>
        Assert.Empty(AuditQuery.Unread(new Dictionary<string, StringValues> { ["from"] = "2026-10-31", ["outcome"] = "failed", ["to"] = "", ["after"] = "7" }));
}
