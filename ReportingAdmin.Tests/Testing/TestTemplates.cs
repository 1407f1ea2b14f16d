using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Setup;

namespace ReportingAdmin.Tests.Testing;

/// <summary>The databases that tests are cloned from, made when the code that fills them has changed.</summary>
internal static class TestTemplates
{
    // Each on its own: the demo data takes its time, and most tests need the other one.
    private static readonly Dictionary<Template, SemaphoreSlim> s_turns = Enum.GetValues<Template>().ToDictionary(t => t, _ => new SemaphoreSlim(1));
    private static readonly ConcurrentDictionary<(TestCluster, Template), string> s_ready = new();

    /// <summary>The name of the ready template; made by the first that asks.</summary>
    public static async Task<string> NameAsync(TestCluster cluster, Template template)
    {
        await s_turns[template].WaitAsync();
        try
        {
            return s_ready.TryGetValue((cluster, template), out var name) ? name : s_ready[(cluster, template)] = await MakeAsync(cluster, template);
        }
        finally
        {
            s_turns[template].Release();
        }
    }

    private static async Task<string> MakeAsync(TestCluster cluster, Template template)
    {
        var kind = template == Template.Empty ? "template_empty_" : "template_demo_";
        var name = kind + Fingerprint(template);

        // Test processes take turns; one that dies lets go.
        await using var connection = await cluster.Administrator.OpenConnectionAsync();
        await using (var turn = new NpgsqlCommand("select pg_advisory_lock(hashtext($1))", connection) { CommandTimeout = 0 })
        {
            turn.Parameters.AddWithValue(kind);
            await turn.ExecuteNonQueryAsync();
        }

        try
        {
            if (await ReadyAsync(connection, name))
            {
                return name;
            }

            foreach (var old in await NamesAsync(connection, kind))
            {
                await cluster.ExecuteAsync($"drop database {old} with (force)");
            }

            var logins = cluster.Logins(name);
            await new DatabaseSetup(logins).RunAsync(CancellationToken.None);
            if (template == Template.Demo)
            {
                await DemoTemplate.LoadAsync(logins, CancellationToken.None);
            }

            // Marks it as complete and keeps autovacuum out, which would hold up cloning.
            await cluster.ExecuteAsync($"alter database {name} allow_connections false");
            return name;
        }
        finally
        {
            await using var release = new NpgsqlCommand("select pg_advisory_unlock(hashtext($1))", connection);
            release.Parameters.AddWithValue(kind);
            await release.ExecuteNonQueryAsync();
        }
    }

    private static async Task<bool> ReadyAsync(NpgsqlConnection connection, string name)
    {
        await using var command = new NpgsqlCommand("select exists (select from pg_database where datname = $1 and not datallowconn)", connection);
        command.Parameters.AddWithValue(name);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<string>> NamesAsync(NpgsqlConnection connection, string kind)
    {
        await using var command = new NpgsqlCommand("select datname from pg_database where starts_with(datname, $1)", connection);
        command.Parameters.AddWithValue(kind);
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    /// <summary>Changes when the SQL of the schema changes, and for the demo data also with the code that makes it.</summary>
    private static string Fingerprint(Template template)
    {
        using var made = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var folder in new[] { "Migrations.Sql", "Roles" })
        {
            foreach (var file in EmbeddedSql.List(folder))
            {
                made.AppendData(Encoding.UTF8.GetBytes(file + EmbeddedSql.Read($"{folder}.{file}")));
            }
        }

        if (template == Template.Demo)
        {
            var maker = Path.Combine(ProjectFolder.Root, "ReportingAdmin.Core", "Data", "Demo");
            var files = Directory.EnumerateFiles(maker, "*", SearchOption.AllDirectories)
                .Append(Path.Combine(ProjectFolder.Root, "ReportingAdmin.Tests", "Testing", "DemoTemplate.cs"));
            foreach (var file in files.Order(StringComparer.Ordinal))
            {
                made.AppendData(File.ReadAllBytes(file));
            }
        }

        return Convert.ToHexStringLower(made.GetHashAndReset())[..12];
    }
}
