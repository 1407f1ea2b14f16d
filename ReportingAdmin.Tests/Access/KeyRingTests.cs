using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Access;

/// <summary>All nodes sign with the same keys, and the first key is made once.</summary>
public sealed class KeyRingTests
{
    [Fact]
    public async Task Read_has_what_another_node_added_in_the_order_of_adding()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        Node(db).Add("one", "<key id='1'/>");
        Node(db).Add("two", "<key id='2'/>");

        Assert.Equal(["<key id='1'/>", "<key id='2'/>"], Node(db).Read());
    }

    [Fact]
    public async Task InTurnAsync_eight_nodes_that_start_together_make_one_first_key()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var nodes = Enumerable.Range(0, 8).Select(_ => Node(db)).ToList();
        var inTurn = 0;
        var together = 0;

        await Task.WhenAll(nodes.Select((node, number) => Task.Run(() => node.InTurnAsync(() => Work(node, number), CancellationToken.None))));

        Assert.Equal(1, together);
        Assert.Single(nodes[0].Read());

        void Work(KeyRing node, int number)
        {
            together = Math.Max(together, Interlocked.Increment(ref inTurn));
            if (node.Read().Count == 0)
            {
                node.Add($"{number}", $"<key id='{number}'/>");
            }

            Interlocked.Decrement(ref inTurn);
        }
    }

    private static KeyRing Node(TestDatabase db) => new(new ReportingDbContextFactory(ReportingDbContext.OptionsFor(db.Logins.App)));
}
