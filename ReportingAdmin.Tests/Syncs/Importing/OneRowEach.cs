namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>The smallest file of each table, parents first.</summary>
internal static class OneRowEach
{
    public static IReadOnlyList<(string Table, string[] Lines)> Files { get; } =
    [
        ("escrow.agency", ["code,name", "A,Agency"]),
        ("escrow.staff", ["code,name,team", "S,Someone,case"]),
        ("escrow.vendor", ["code,name,category", "V,Vendor,medical"]),
        ("escrow.party", ["code,name", "P,Person"]),
        ("escrow.escrow_case", ["case_number,case_type,agency_code,case_staff_code,opened_on,currency,status,closed_on", "C1,surrogacy,A,S,2025-01-01,USD,closed,2026-01-31"]),
        ("escrow.case_status_history", ["case_number,changed_on,status", "C1,2025-01-01,open"]),
        ("escrow.case_party", ["case_number,party_code,role,from_on", "C1,P,surrogate,2025-01-01"]),
        ("escrow.case_milestone", ["case_number,kind,occurred_on", "C1,delivery,2025-10-01"]),
        ("escrow.case_terms", ["case_number,effective_from,base_compensation", "C1,2025-01-01,50000"]),
        ("escrow.trust_account", ["code,name,currency", "T,Trust,USD"]),
        ("escrow.bank_statement", ["trust_account_code,statement_on,closing_balance", "T,2025-01-31,-5.00"]),
        ("escrow.disbursement_request", ["request_number,case_number,staff_code,vendor_code,amount,status,submitted_at", "R1,C1,S,V,10,paid,2025-02-01T09:00:00-08:00"]),
        ("escrow.disbursement_request_history", ["request_number,seq,status,changed_at,staff_code,amount", "R1,1,submitted,2025-02-01T09:00:00-08:00,S,10"]),
        ("escrow.ledger_entry", ["entry_number,case_number,kind,amount,posted_on,vendor_code,request_number,trust_account_code,payee_party_code", "E1,C1,disbursement,10,2025-02-02,V,R1,T,P"]),
        ("lending.portfolio", ["code,name,currency", "PF,Portfolio,USD"]),
        ("lending.program", ["code,name", "PR,Program"]),
        ("lending.borrower", ["number,name,ssn_last4", "B1,Someone,0123"]),
        ("lending.loan", ["loan_number,portfolio_code,program_code,borrower_number,currency", "L1,PF,PR,B1,USD"]),
        ("lending.loan_month", ["loan_number,month_end,program_code,upb,days_past_due", "L1,2026-01-31,PR,900,0"]),
        ("lending.payment", ["payment_number,loan_number,posted_on,amount,principal,interest", "PM1,L1,2026-01-15,100,80,20"]),
        ("lending.interest_event", ["loan_number,month,earned,collected", "L1,2026-01-01,20,20"]),
        ("lending.loan_cash_flow", ["flow_number,portfolio_code,occurred_on,kind,amount", "F1,PF,2026-01-10,servicing_cost,-3"]),
        ("lending.charge_off", ["number,loan_number,charged_off_on,posted_on,principal", "CO1,L1,2026-01-20,2026-01-20,5"]),
        ("lending.recovery", ["number,charge_off_number,received_on,posted_on,amount", "RC1,CO1,2026-01-25,2026-01-25,1"]),
        ("lending.modification", ["number,loan_number,effective_on,kind,note_rate_before,note_rate_after", "M1,L1,2026-01-26,rate_cut,0.07,0.06"]),
        ("lending.fee", ["fee_number,loan_number,kind,assessed_on,amount", "FE1,L1,late,2026-01-12,15"]),
        ("lending.fee_event", ["number,fee_number,kind,occurred_on,amount,payment_number", "FV1,FE1,collected,2026-01-15,15,PM1"]),
        ("lending.collector", ["code,name", "K,Collector"]),
        ("lending.collection_queue", ["code,name", "Q,Queue"]),
        ("lending.queue_assignment", ["loan_number,from_on,queue_code,collector_code", "L1,2026-01-01,Q,K"]),
        ("lending.contact_attempt", ["number,loan_number,collector_code,queue_code,attempted_at,channel,outcome", "CA1,L1,K,Q,2026-01-13T10:00:00Z,call,right_party"]),
        ("lending.promise", ["number,loan_number,collector_code,promised_on,due_on,amount", "PP1,L1,K,2026-01-13,2026-01-20,50"]),
        ("lending.compliance_rule", ["code,name,severity", "CR,Rule,high"]),
        ("lending.compliance_check", ["number,rule_code,loan_number,checked_on,result,waived_on", "CC1,CR,L1,2026-01-14,fail,2026-01-15"]),
        ("lending.gl_account", ["code,name,type,normal_side,control", "1000,Cash,asset,debit,cash"]),
        ("lending.journal_line", ["entry_number,posted_on,line,account_code,currency,loan_number", "J1,2026-01-31,1,1000,USD,L1"]),
        ("analytics.series", ["service,metric_type,cadence", "web,visits,daily"]),
        ("analytics.metric", ["service,source_key,metric_type,value,recorded_at,dimensions", "web,k1,visits,12.5,2026-01-31T00:00:00Z,\"{\"\"page\"\": \"\"home\"\"}\""]),
    ];
}
