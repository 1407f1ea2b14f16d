#pragma warning disable SA1402, MA0048 // one line a migration: the list reads as a table of contents
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ReportingAdmin.Core.Data.Migrations;

// A new migration is a pair of files in Sql/ and a line here; a test compares the two.

[DbContext(typeof(ReportingDbContext)), Migration("0001_foundation")]
internal sealed class Foundation : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0002_escrow_cases")]
internal sealed class EscrowCases : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0003_escrow_ledger")]
internal sealed class EscrowLedger : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0004_escrow_rollup")]
internal sealed class EscrowRollup : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0005_lending_loans")]
internal sealed class LendingLoans : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0006_lending_snapshots")]
internal sealed class LendingSnapshots : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0007_lending_payments")]
internal sealed class LendingPayments : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0008_lending_servicing")]
internal sealed class LendingServicing : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0009_lending_ledger")]
internal sealed class LendingLedger : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0010_analytics")]
internal sealed class AnalyticsMetrics : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0011_app_access")]
internal sealed class AppAccess : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0012_app_runs")]
internal sealed class AppRuns : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0013_closed_periods")]
internal sealed class ClosedPeriods : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0014_access")]
internal sealed class RowAccess : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0015_statistics")]
internal sealed class Statistics : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0016_escrow_reports")]
internal sealed class EscrowReports : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0017_run_queue")]
internal sealed class RunQueueTables : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0018_quartz")]
internal sealed class QuartzStore : SqlMigration;

/// <summary>Kept rows, legal hold and removal of runs.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0019_run_files")]
internal sealed class RunFileColumns : SqlMigration;

/// <summary>The index by which a node finds tries that were taken for its death.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0020_lost_attempts")]
internal sealed class LostAttemptIndex : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0023_person_shell")]
internal sealed class PersonShell : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0026_report_views")]
internal sealed class ReportViewTables : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0029_month_starts")]
internal sealed class MonthStarts : SqlMigration;

[DbContext(typeof(ReportingDbContext)), Migration("0030_deposit_indexes")]
internal sealed class DepositIndexes : SqlMigration;

/// <summary>Files under way to a load.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0031_import_drafts")]
internal sealed class ImportDraftTables : SqlMigration;

/// <summary>Seals of the audit trail, previews as a person, requests for access.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0034_administration")]
internal sealed class AdministrationTables : SqlMigration;

/// <summary>The escrow ledger by month and agency.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0037_agency_months")]
internal sealed class AgencyMonths : SqlMigration;

/// <summary>The changes of requests in order of time.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0038_request_changes")]
internal sealed class RequestChanges : SqlMigration;

/// <summary>What a loan's accrued interest moved by in a month.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0041_interest_movements")]
internal sealed class InterestMovements : SqlMigration;

/// <summary>On how many days payments fall.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0042_payment_days")]
internal sealed class PaymentDays : SqlMigration;

/// <summary>How long sections of reports took to be read.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0043_reading_times")]
internal sealed class ReadingTimeTable : SqlMigration;

/// <summary>The index of late snapshots.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0044_late_snapshots")]
internal sealed class LateSnapshots : SqlMigration;

/// <summary>The audit trail by person, and what was refused or failed.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0048_audit_filters")]
internal sealed class AuditFilters : SqlMigration;

/// <summary>No status changes before its case was opened.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0051_case_openings")]
internal sealed class CaseOpenings : SqlMigration;

/// <summary>Sums of a case's month that are greater than one entry can be.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0052_wide_case_months")]
internal sealed class WideCaseMonths : SqlMigration;

/// <summary>Which loan snapshot stood for a run's day.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0055_run_snapshots")]
internal sealed class RunSnapshots : SqlMigration;

/// <summary>Since when a case has had its last status.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0056_closing_days")]
internal sealed class ClosingDays : SqlMigration;

/// <summary>Rates above what twelve decimals leave room for.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0057_rates")]
internal sealed class Rates : SqlMigration;

/// <summary>Requests first paid in a period, from an index.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0058_paid_requests")]
internal sealed class PaidRequests : SqlMigration;

/// <summary>Which rights the columns of a run need.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0059_run_needs")]
internal sealed class RunNeeds : SqlMigration;

/// <summary>Loads that changed closed months.</summary>
[DbContext(typeof(ReportingDbContext)), Migration("0060_restating_loads")]
internal sealed class RestatingLoads : SqlMigration;
