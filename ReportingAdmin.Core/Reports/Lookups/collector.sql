-- collectors, and what names none or has none on the day
select c.code as value, coalesce(c.name, c.code) as label
from lending.collector c
union all
select w.word, w.word
from (values ('(none)'), ('(not assigned)')) w (word)
