-- general-ledger accounts
select a.code as value, a.name as label
from lending.gl_account a
order by a.code
