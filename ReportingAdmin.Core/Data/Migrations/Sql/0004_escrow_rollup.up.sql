-- Purpose: net amount and count of the escrow ledger per case, month and kind, kept by the database as deltas.

create table escrow.case_month (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    agency_code text not null,
    currency char(3) not null,
    month date not null constraint case_month_month_check check (extract(day from month) = 1),
    kind text not null constraint case_month_kind_check check (escrow.flow_sign(kind) is not null),
    -- Entries of the kind less their reversals, in the kind's own direction (a net disbursement is positive).
    net_amount numeric(18,2) not null,
    -- Entries and reversals that make net_amount.
    entry_count bigint not null,
    -- Effect on the balance of the case.
    signed_amount numeric(18,2) not null generated always as (escrow.flow_sign(kind) * net_amount) stored,
    constraint case_month_key unique (case_id, month, kind),
    constraint case_month_case_fk foreign key (case_id, agency_code, currency)
        references escrow.escrow_case (id, agency_code, currency) on update cascade
);
create index case_month_month_idx on escrow.case_month (month, kind) include (net_amount, entry_count);
create index case_month_agency_code_idx on escrow.case_month (agency_code, month);
