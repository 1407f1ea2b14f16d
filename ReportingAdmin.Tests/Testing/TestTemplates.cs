using System.Security.Cryptography;
using System.Text;
using Npgsql;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Setup;

namespace ReportingAdmin.Tests.Testing;

/// <summary>The databases that tests are cloned from, made when the code that fills them has changed.</summary>
internal static class TestTemplates
{
    private static readonly SemaphoreSlim s_turn = new(1);
    private static readonly Dictionary<Template, string> s_ready = [];

    /// <summary>The name of the ready template.</summary>
    public static async Task<string> NameAsync(TestCluster cluster, Template template)
    {
        await s_turn.WaitAsync();
        try
        {
            if (!s_ready.TryGetValue(template, out var name))
            {
                name = s_ready[template] = await MakeAsync(cluster, template);
            }

            return name;
        }
        finally
        {
            s_turn.Release();
        }
    }

    private static async Task<string> MakeAsync(TestCluster cluster, Template template)
    {
        var kind = template == Template.Empty ? "template_empty_" : "template_demo_";
        var name = kind + Fingerprint(template);

        // Test processes take turns; one that dies lets go.
        await using var connection = await cluster.Administrator.OpenConnectionAsync();
        await using (var turn = new NpgsqlCommand("select pg_advisory_lock(4711)", connection) { CommandTimeout = 0 })
        {
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
            await using var release = new NpgsqlCommand("select pg_advisory_unlock(4711)", connection);
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

    /// <summary>Changes when the SQL changes, and for the demo data when the code does.</summary>
    private static string Fingerprint(Template template)
    {
        var made = new StringBuilder();
        foreach (var folder in new[] { "Migrations.Sql", "Roles" })
        {
            foreach (var file in EmbeddedSql.List(folder))
            {
                made.Append(file).Append(EmbeddedSql.Read($"{folder}.{file}"));
            }
        }

        if (template == Template.Demo)
        {
            made.Append(typeof(DatabaseSetup).Module.ModuleVersionId).Append(typeof(DemoTemplate).Module.ModuleVersionId);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made.ToString())))[..12];
    }
}
