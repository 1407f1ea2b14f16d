-- collection queues, and what names none or has none on the day
select q.code as value, coalesce(q.name, q.code) as label
from lending.collection_queue q
union all
select w.word, w.word
from (values ('(none)'), ('(not assigned)')) w (word)
