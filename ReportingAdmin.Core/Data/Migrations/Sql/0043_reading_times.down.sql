-- Purpose: takes back 0043_reading_times.

drop table app.reading_time;
