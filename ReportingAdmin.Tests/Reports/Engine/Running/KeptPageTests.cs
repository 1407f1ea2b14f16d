using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Engine.Running;

public sealed class KeptPageTests
{
    // A page's thread does one thing at a time: it draws and hears nothing while a file is read on it.
    [Fact]
    public async Task Kept_rows_are_not_read_where_the_page_is_drawn()
    {
        var runner = new TestEngine(await TestDatabase.SharedAsync(Template.Empty)).Runner;
        var page = new PageThread();
        SynchronizationContext? read = page;

        await page.DoAsync(() => runner.PreviewKeptAsync(
            TestEngine.Everyone,
            TestEngine.Request("escrow/monthly-balance", ("period", "2026-10-01..2026-10-31")),
            new PreviewRequest(null),
            () =>
            {
                read = SynchronizationContext.Current;
                throw new IOException("It is enough to know where.");
            },
            default));

        Assert.NotSame(page, read);
    }

    private sealed class PageThread : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ => Do(() => d(state)));

        public async Task DoAsync(Func<Task> work)
        {
            var begun = new TaskCompletionSource<Task>();
            Post(_ => begun.SetResult(work()), null);
            await Assert.ThrowsAsync<IOException>(async () => await await begun.Task);
        }

        private void Do(Action what)
        {
            var before = Current;
            SetSynchronizationContext(this);
            what();
            SetSynchronizationContext(before);
        }
    }
}
