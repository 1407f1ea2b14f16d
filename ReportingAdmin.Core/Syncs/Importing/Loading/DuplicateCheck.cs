namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>Rows of a file with the same key: identical ones become one, differing ones are bad and name each other.</summary>
/// <param name="context">The load.</param>
/// <param name="table">The table.</param>
internal sealed class DuplicateCheck(LoadContext context, TableSql table)
{
    /// <summary>Merges and rejects.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task RunAsync(CancellationToken ct)
    {
        var keys = table.Table.Key.Select(key => table.Plan.Find(key)!).ToList();
        var others = table.Plan.Columns.Where(column => !keys.Contains(column)).ToList();
        var differs = others.Count == 0
            ? "''"
            : $"concat_ws(', ', {string.Join(", ", others.Select(column => $"case when s.{column.Stage} is distinct from f.{column.Stage} then '{column.Column.Name}' end"))})";
        var found = await context.ExecuteAsync(
            $"""
            with twice as (
                select {string.Join(", ", keys.Select(key => $"s.{key.Stage}"))}, min(s.line) as first_line
                from import_stage s
                where {table.Live}
                group by {string.Join(", ", keys.Select(key => $"s.{key.Stage}"))}
                having count(*) > 1)
            insert into import_twice (target, line, first_line, differs)
            select '{table.Table.Name}', s.line, w.first_line, {differs}
            from twice w
            join import_stage s on {string.Join(" and ", keys.Select(key => $"s.{key.Stage} = w.{key.Stage}"))}
            join import_stage f on f.line = w.first_line
            where {table.Live} and s.line > w.first_line
            """, ct);
        if (found == 0)
        {
            return;
        }

        await context.ExecuteAsync(
            $"""
            with differing as (
                select w.first_line, array_agg(w.line order by w.line) as lines
                from import_twice w
                where w.target = '{table.Table.Name}'
                group by w.first_line
                having bool_or(w.differs <> '')),
            columns as (
                select w.first_line, string_agg(distinct c.name, ', ' order by c.name) as names
                from import_twice w
                cross join lateral string_to_table(w.differs, ', ') as c (name)
                where w.target = '{table.Table.Name}' and c.name <> ''
                group by w.first_line),
            named as (
                select d.first_line, d.lines, d.first_line || ', ' || array_to_string(d.lines[1:5], ', ') || case when cardinality(d.lines) > 5 then ' …' else '' end as words, c.names
                from differing d join columns c on c.first_line = d.first_line)
            insert into import_reject (line, target, col, value, reason)
            select s.line, '{table.Table.Name}', {RowChecks.Literal(string.Join(", ", keys.Select(RowChecks.Where)))}, concat_ws(', ', {string.Join(", ", keys.Select(key => $"s.{key.Stage}"))}),
                   'Lines ' || n.words || ' have the same key but differ in ' || n.names || '.'
            from named n
            join import_stage s on s.line = n.first_line or s.line = any (n.lines)
            """, ct);
        await context.ExecuteAsync(
            $"update import_stage s set {table.Plan.On} = false from import_twice w where w.target = '{table.Table.Name}' and w.line = s.line and w.differs = ''", ct);
    }

    /// <summary>Where the row that stood for identical ones is left out, the next good one stands for them.</summary>
    /// <param name="ct">Stops it.</param>
    public Task ReplaceAsync(CancellationToken ct) => context.ExecuteAsync(
        $"""
        with orphaned as (
            select w.first_line, min(w.line) filter (where not s.bad) as heir
            from import_twice w
            join import_stage s on s.line = w.line
            join import_stage f on f.line = w.first_line and f.bad
            where w.target = '{table.Table.Name}' and w.differs = ''
            group by w.first_line),
        revived as (
            update import_stage s set {table.Plan.On} = true from orphaned o where s.line = o.heir)
        update import_twice w set first_line = o.heir
        from orphaned o
        where w.target = '{table.Table.Name}' and w.first_line = o.first_line and o.heir is not null
        """, ct);

    /// <summary>Good rows that said the same as another one.</summary>
    /// <param name="ct">Stops it.</param>
    public Task<long> CountAsync(CancellationToken ct) => context.ScalarAsync<long>(
        $"select count(*) from import_twice w join import_stage s on s.line = w.line where w.target = '{table.Table.Name}' and w.differs = '' and not s.bad and w.line <> w.first_line", ct);
}
