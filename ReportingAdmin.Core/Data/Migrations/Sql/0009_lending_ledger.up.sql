-- Purpose: the general ledger: accounts, entries, lines. Entries balance per currency.

create table lending.gl_account (
    id bigint generated always as identity primary key,
    code text not null constraint gl_account_code_key unique,
    name text not null,
    type text not null constraint gl_account_type_check check (type in
        ('asset', 'liability', 'equity', 'income', 'expense')),
    normal_side text not null constraint gl_account_normal_side_check check (normal_side in ('debit', 'credit')),
    control text constraint gl_account_control_check check (control in
        ('cash', 'loans_receivable', 'interest_receivable', 'fee_receivable', 'allowance', 'provision',
         'interest_income', 'fee_income', 'unapplied', 'escrow_liability', 'suspense', 'retained_earnings', 'fx_clearing')),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz
);

create table lending.journal_entry (
    id bigint generated always as identity primary key,
    entry_number text not null constraint journal_entry_entry_number_key unique,
    posted_on date not null,
    description text,
    source text,
    kind text not null default 'normal' constraint journal_entry_kind_check check (kind in ('opening', 'normal', 'closing')),
    reverses_id bigint constraint journal_entry_reverses_fk references lending.journal_entry (id),
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint journal_entry_reverses_check check (reverses_id <> id)
);
create index journal_entry_posted_on_idx on lending.journal_entry (posted_on) include (id);
create index journal_entry_reverses_id_idx on lending.journal_entry (reverses_id) where reverses_id is not null;
create index journal_entry_source_idx on lending.journal_entry (source, posted_on);

create table lending.journal_line (
    id bigint generated always as identity primary key,
    entry_id bigint not null constraint journal_line_entry_fk references lending.journal_entry (id) on delete cascade,
    line integer not null,
    account_id bigint not null constraint journal_line_account_fk references lending.gl_account (id),
    debit numeric(18,2) not null default 0,
    credit numeric(18,2) not null default 0,
    currency char(3) not null constraint journal_line_currency_check check (currency ~ '^[A-Z]{3}$'),
    loan_id bigint constraint journal_line_loan_fk references lending.loan (id),
    portfolio_id bigint,
    portfolio_code text,
    sync_run_id uuid,
    first_loaded_at timestamptz not null default now(),
    last_changed_at timestamptz not null default now(),
    source_updated_at timestamptz,
    deleted_at timestamptz,
    constraint journal_line_key unique (entry_id, line),
    constraint journal_line_sides_check check (debit >= 0 and credit >= 0 and (debit = 0 or credit = 0)),
    constraint journal_line_scope_check check ((portfolio_id is null) = (portfolio_code is null)),
    constraint journal_line_portfolio_fk foreign key (portfolio_id, portfolio_code)
        references lending.portfolio (id, code) on update cascade
);
create index journal_line_account_id_idx on lending.journal_line (account_id) include (entry_id, currency, debit, credit);
create index journal_line_loan_id_idx on lending.journal_line (loan_id) where loan_id is not null;
create index journal_line_portfolio_code_idx on lending.journal_line (portfolio_code, portfolio_id) where portfolio_code is not null;
