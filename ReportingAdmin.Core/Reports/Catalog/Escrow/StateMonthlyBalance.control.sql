-- Control figures of escrow/state-monthly-balance per currency, from the ledger alone.
-- include MonthTotals.control-part
from (select distinct currency, state from cases) k
