-- Purpose: undoes 0018_quartz.

drop schema quartz cascade;
