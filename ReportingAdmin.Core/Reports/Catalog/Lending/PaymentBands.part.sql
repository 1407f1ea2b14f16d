-- Shared: the bands of change of payment, from the lowest payment to the highest, with their words
bands (band, words, rank) as (
    values ('twenty_down', '20 % or more down', 1), ('ten_down', '10 to under 20 % down', 2), ('under_ten_down', 'under 10 % down', 3),
           ('unchanged', 'unchanged', 4), ('up', 'up', 5), ('not_known', 'not known', 6)
),
