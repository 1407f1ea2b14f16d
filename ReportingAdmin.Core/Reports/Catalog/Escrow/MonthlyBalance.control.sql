-- Control figures of escrow/monthly-balance per currency, from the ledger alone.
-- include MonthTotals.control-part
from figures
