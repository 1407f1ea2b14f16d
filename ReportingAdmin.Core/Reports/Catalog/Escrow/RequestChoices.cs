using System.ComponentModel;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>How far a request has come, as <c>escrow.disbursement_request.status</c> has it.</summary>
public enum RequestStatus
{
    /// <summary>Submitted and nothing more.</summary>
    Submitted,

    /// <summary>Approved and not yet paid.</summary>
    Approved,

    /// <summary>Rejected.</summary>
    Rejected,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Cancelled.</summary>
    Cancelled,
}

/// <summary>By what the period chooses requests.</summary>
public enum RequestDay
{
    /// <summary>Their submission.</summary>
    [Description("Submitted in the period")]
    Submitted,

    /// <summary>Their first payment.</summary>
    [Description("Paid in the period")]
    Paid,

    /// <summary>All that were submitted by its last day, whenever that was.</summary>
    [Description("Submitted by its last day")]
    Any,
}

/// <summary>What says the status of a request.</summary>
public enum StatusSource
{
    /// <summary>Its recorded history.</summary>
    History,

    /// <summary>What stands today, as nothing is recorded.</summary>
    CurrentStatus,
}

/// <summary>The team of a staff member, as <c>escrow.staff.team</c> has it.</summary>
public enum StaffTeam
{
    /// <summary>Sales.</summary>
    Sales,

    /// <summary>Cases.</summary>
    Case,

    /// <summary>No team is known, or no staff member.</summary>
    [Description("(no team)")]
    None,
}
