using System.CommandLine;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Hosting;

/// <summary>The command line: a verb does its work and ends, no verb serves the site.</summary>
internal static class CommandLine
{
    /// <summary>Each makes one verb; a new one is its file and a line here.</summary>
    private static readonly Func<VerbHost, Command>[] s_verbs =
    [
        MigrateVerb.Create,
        DemoDataVerb.Create,
        ImportVerb.Create,
        CheckVerb.Create,
        ReportsVerb.Create,
        ReportVerb.Create,
        DocsVerb.Create,
        AnomaliesVerb.Create,
        CalculateVerb.Create,
        ForecastVerb.Create,
    ];

    /// <summary>Runs what the command line asks for.</summary>
    /// <param name="args">As given: verbs and options, and configuration keys as <c>--Section:Key=value</c>.</param>
    /// <param name="serve">Serves the site until it is stopped; gets the configuration keys.</param>
    /// <returns>0, or 1 after a message that says what is wrong.</returns>
    public static async Task<int> RunAsync(string[] args, Func<string[], Task> serve)
    {
        var (configuration, rest) = ConfigurationArguments.Split(args);
        try
        {
            return await Describe(configuration, serve).Parse(rest).InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // the site ends its work in its own time; verbs listen to the signals themselves
            });
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (OptionsValidationException e)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', e.Failures));
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            await Console.Error.WriteLineAsync(string.Join('\n', e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)));
        }

        return 1;
    }

    private static RootCommand Describe(string[] configuration, Func<string[], Task> serve)
    {
        var root = new RootCommand("Reports on escrow, lending and metrics. Without a verb it serves the site. Configuration keys are given as --Section:Key=value.");
        root.SetAction(async (_, _) =>
        {
            await serve(configuration);
            return 0;
        });
        var host = new VerbHost(configuration);
        foreach (var verb in s_verbs)
        {
            root.Subcommands.Add(verb(host));
        }

        return root;
    }
}
