-- currencies of the general ledger
select distinct l.currency::text as value, l.currency::text as label
from lending.journal_line l
where l.deleted_at is null
order by 1
