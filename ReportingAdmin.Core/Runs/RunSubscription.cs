namespace ReportingAdmin.Core.Runs;

/// <summary>Someone who asked for a run; identical requests share one. Table <c>app.run_subscription</c>.</summary>
public sealed class RunSubscription
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>The run.</summary>
    public Guid RunId { get; set; }

    /// <summary>Who asked.</summary>
    public long PersonId { get; set; }

    /// <summary><c>bell</c>, <c>mail</c>: how to tell.</summary>
    public string[] Notify { get; set; } = [];

    /// <summary>When they asked.</summary>
    public DateTimeOffset SubscribedAt { get; set; }

    /// <summary>When they left; the last one to leave stops the run.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>When they removed the run from their list.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>When they looked at the result; null = unread.</summary>
    public DateTimeOffset? SeenAt { get; set; }
}
