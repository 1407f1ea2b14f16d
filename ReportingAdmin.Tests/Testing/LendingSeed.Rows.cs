using System.Text.Json;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Rows of any lending table, written as lines of words.</summary>
public sealed partial class LendingSeed
{
    // A word that names another row: the column that it fills, the table and the natural key.
    private static readonly Dictionary<string, (string Column, string Table, string Key)> s_references = new(StringComparer.Ordinal)
    {
        ["loan"] = ("loan_id", "lending.loan", "loan_number"),
        ["of-portfolio"] = ("portfolio_id", "lending.portfolio", "code"),
        ["charge-off"] = ("charge_off_id", "lending.charge_off", "number"),
        ["fee"] = ("fee_id", "lending.fee", "fee_number"),
        ["rule"] = ("rule_id", "lending.compliance_rule", "code"),
        ["queue"] = ("queue_id", "lending.collection_queue", "code"),
        ["collector"] = ("collector_id", "lending.collector", "code"),
    };

    /// <summary>
    /// Rows of a table, a line each: <c>loan=L1 month=2026-10-01 earned=5.00</c>. Words are columns; <c>loan=</c>, <c>fee=</c>,
    /// <c>rule=</c>, <c>queue=</c>, <c>collector=</c>, <c>charge-off=</c> and <c>of-portfolio=</c> name other rows,
    /// <c>reverses=</c> one of the same table by its number. An underscore stands for a blank in names.
    /// </summary>
    /// <param name="table">Schema and table.</param>
    /// <param name="lines">The lines.</param>
    public async Task RowsAsync(string table, params IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            var words = Read(line).Words;
            var references = words.Where(word => s_references.ContainsKey(word.Key))
                .Select(word => (s_references[word.Key], word.Value))
                .ToList();
            if (words.TryGetValue("reverses", out var reversed))
            {
                references.Add((("reverses_id", table, "number"), reversed));
            }

            var plain = words.Where(word => word.Key != "reverses" && !s_references.ContainsKey(word.Key)).ToDictionary();
            var columns = plain.Keys.Concat(references.Select(reference => reference.Item1.Column));
            var values = plain.Keys.Select(column => "t." + column)
                .Concat(references.Select((reference, i) => Reference(reference.Item1, i + 2)));
            await db.ExecuteAsync(
                $"insert into {table} ({string.Join(", ", columns)}) select {string.Join(", ", values)} from jsonb_populate_record(null::{table}, $1) t",
                [JsonSerializer.Serialize(plain), .. references.Select(reference => reference.Value)]);
        }
    }

    /// <summary>Puts a loan into another portfolio from now on; its snapshots keep the one that they were taken in.</summary>
    /// <param name="loan">The loan's number.</param>
    /// <param name="portfolio">Code of the portfolio.</param>
    public Task MoveAsync(string loan, string portfolio) => db.ExecuteAsync(
        "update lending.loan set portfolio_id = (select p.id from lending.portfolio p where p.code = $2) where loan_number = $1", loan, portfolio);

    private static string Reference((string Column, string Table, string Key) to, int parameter) =>
        FormattableString.Invariant($"(select r.id from {to.Table} r where r.{to.Key} = ${parameter})");
}
