using System.Globalization;
using Bunit;
using Bunit.Extensions.WaitForHelpers;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Radzen;
using ReportingAdmin.Security;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Pages without a browser: components with the services of a site of the test's own, for a person signed in, on a database with one case.</summary>
public abstract class SiteComponentTest : BunitContext, IAsyncLifetime
{
    private const long Gate = 4711;

    // On a machine that does much else a page is slow, but not wrong.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private AsyncServiceScope _circuit;
    private SiteHost? _site;

    /// <summary>The site.</summary>
    protected SiteHost Site => _site ?? throw new InvalidOperationException("The site has not been started.");

    /// <summary>The address; changing it is what a link does.</summary>
    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>A development person's name.</summary>
    protected virtual string Person => "Fred Finance";

    /// <inheritdoc />
    public virtual async Task InitializeAsync()
    {
        _site = await SiteHost.StartAsync(Template.Empty);
        await new RunSeed(Site.Database, "").FillAsync();
        var person = await Site.Database.ScalarAsync<long>("select id from app.person where name = $1", Person);
        _circuit = Site.Services.CreateAsyncScope();
        var authentication = (IHostEnvironmentAuthenticationStateProvider)_circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        authentication.SetAuthenticationState(Task.FromResult(new AuthenticationState(PersonClaims.Make(person, "test"))));
        Services.AddRadzenComponents(); // with this test's navigation, not the circuit's
        Services.AddFallbackServiceProvider(_circuit.ServiceProvider);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeComponentsAsync();
        await _circuit.DisposeAsync();
        await Site.DisposeAsync();
    }

    /// <summary>Waits until a component has come to something.</summary>
    /// <param name="component">The component.</param>
    /// <param name="reached">Whether it has.</param>
    protected static void Until<T>(IRenderedComponent<T> component, Func<bool> reached)
        where T : IComponent
    {
        try
        {
            component.WaitForState(reached, s_patience);
        }
        catch (WaitForFailedException exception) when (exception.InnerException is null)
        {
            Assert.Fail("It has not come to it. The page: " + component.Markup);
        }
    }

    /// <summary>Has whatever reads months of the escrow tables stand at a gate from now on, until it is opened by disposing of it.</summary>
    protected async Task<IAsyncDisposable> CloseAsync()
    {
        await Site.Database.ExecuteAsync(
            string.Create(CultureInfo.InvariantCulture, $$"""
            create or replace function escrow.month_starts(from_on date, through_on date) returns setof date language plpgsql stable as $$
            begin
                while not pg_try_advisory_xact_lock_shared({{Gate}}) loop
                    perform pg_sleep(0.02);
                end loop;
                return query select m::date from generate_series(date_trunc('month', from_on::timestamp), through_on::timestamp, interval '1 month') m;
            end $$
            """));
        var connection = await Site.Database.Superuser.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"grant execute on function pg_try_advisory_xact_lock_shared(bigint) to public; select pg_advisory_lock({Gate})"), connection);
        await command.ExecuteNonQueryAsync();
        return new OpenGate(connection);
    }

    /// <summary>Takes a table away, so that whatever reads it fails as on a database that is out of order.</summary>
    /// <param name="table">Schema and table.</param>
    protected Task BreakAsync(string table) => Site.Database.ExecuteAsync($"alter table {table} rename to out_of_order");

    // A pooled connection would keep the lock.
    private sealed class OpenGate(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (var command = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_unlock({Gate})"), connection))
            {
                await command.ExecuteNonQueryAsync();
            }

            await connection.DisposeAsync();
        }
    }
}
