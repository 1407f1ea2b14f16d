using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Syncs.Importing;

/// <summary>Who may load data: the one rule that every service of loads asks.</summary>
public static class LoadAccess
{
    /// <summary>Why the caller may not; null when he may.</summary>
    /// <param name="caller">Who asks.</param>
    public static Problem? Refusal(Caller caller) =>
        !caller.May(Permissions.ImportsManage)
            ? new Problem(ProblemKind.Forbidden, "You may not load data.", null, "forbidden", Permissions.ImportsManage)
            : !caller.Scope.Unrestricted
                ? new Problem(ProblemKind.Forbidden, "Loading data needs access to every agency and portfolio, and you see a part of them. An administrator can widen it.", null, "forbidden")
                : null;

    /// <summary>Why the caller may not load or keep anything now; null when he may.</summary>
    /// <param name="caller">Who asks.</param>
    public static Problem? ChangeRefusal(Caller caller) => caller.ReadsOnly ?? Refusal(caller);
}
