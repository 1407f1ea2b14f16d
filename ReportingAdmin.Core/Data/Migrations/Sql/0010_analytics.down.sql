-- Purpose: undoes 0010_analytics.

drop table analytics.metric, analytics.series;
