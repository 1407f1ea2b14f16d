using ReportingAdmin.Core.Audit;

namespace ReportingAdmin.Core.Administration.Trail;

/// <summary>What was done, in words for people.</summary>
public static class AuditWords
{
    private static readonly Dictionary<string, string> s_actions = new(StringComparer.Ordinal)
    {
        ["report.preview"] = "Looked at figures",
        ["report.run"] = "Asked for a file",
        ["report.download"] = "Downloaded a file",
        ["report.share"] = "Joined somebody's file",
        ["report.compare"] = "Compared two runs",
        ["explore.read"] = "Explored a metric",
        ["view.save"] = "Saved a view",
        ["view.change"] = "Changed a view",
        ["view.delete"] = "Deleted a view",
        ["tape.save"] = "Saved a loan tape",
        ["tape.delete"] = "Deleted a loan tape",
        ["import.upload"] = "Gave a file to load",
        ["import.discard"] = "Put a file aside",
        ["import.look"] = "Looked at refused rows",
        ["import.rejects"] = "Took refused rows",
        ["mapping.save"] = "Saved a mapping",
        ["mapping.delete"] = "Deleted a mapping",
        ["import.request"] = "Queued a load",
        ["import.load"] = "Loaded data",
        ["period.close"] = "Closed months",
        ["period.reopen"] = "Opened months again",
        ["run.cancel"] = "Cancelled a run",
        ["run.cancelled"] = "Run was cancelled",
        ["run.failed"] = "Run failed with its node",
        ["run.quarantined"] = "Run was set aside",
        ["run.hold"] = "Held a run",
        ["run.release"] = "Released a run",
        ["run.remove"] = "Removed a run's files",
        ["run.file_expired"] = "File had its time",
        ["run.upload_expired"] = "Upload had its time",
        ["run.record_removed"] = "Record had its time",
        ["access.scope"] = "Changed the rows seen",
        ["access.grant"] = "Gave a role",
        ["access.revoke"] = "Took a role away",
        ["access.disable"] = "Disabled a person",
        ["access.enable"] = "Enabled a person",
        ["access.request"] = "Asked for access",
        ["access.decide"] = "Answered a request",
        ["preview.start"] = "Began a preview as a person",
        ["preview.end"] = "Ended a preview",
        ["audit.export"] = "Exported the audit trail",
        ["audit.check"] = "Checked the audit trail",
        ["system.housekeeping"] = "Ran housekeeping",
    };

    /// <summary>Every action that has words.</summary>
    public static IReadOnlyCollection<string> Actions => s_actions.Keys;

    /// <summary>An action in words; itself where it has none.</summary>
    /// <param name="action">Such as <c>report.preview</c>.</param>
    public static string Of(string action) => s_actions.GetValueOrDefault(action, action);

    /// <summary>An outcome in a word.</summary>
    /// <param name="outcome">How it ended.</param>
    public static string Of(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Done => "Done",
        AuditOutcome.Refused => "Refused",
        _ => "Failed",
    };
}
