-- Purpose: takes back 0015_statistics.

drop function app.refresh_statistics();
