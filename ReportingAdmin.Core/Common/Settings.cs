using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ReportingAdmin.Core.Common;

/// <summary>Binds sections of the configuration to option classes and says exactly which key is wrong.</summary>
public static class Settings
{
    /// <summary>Registers the options of a section; a wrong value stops the start.</summary>
    /// <typeparam name="T">The option class.</typeparam>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Read when the options are first asked for, so that later sources count too.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfiguration configuration)
        where T : class, ISettings, new()
    {
        services.AddOptions<T>().Configure(options => Fill(options, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new Validation<T>(configuration));
        return services;
    }

    /// <summary>Copies what the section says into the options; what cannot be read is left, <see cref="Unreadable"/> tells of it.</summary>
    internal static void Fill<T>(T options, IConfiguration configuration)
        where T : class, ISettings
    {
        foreach (var property in typeof(T).GetProperties().Where(p => p.CanWrite))
        {
            try
            {
                if (configuration.GetSection(T.Section).GetSection(property.Name) is { } key && key.Exists() && key.Get(property.PropertyType) is { } value)
                {
                    property.SetValue(options, value);
                }
            }
            catch (InvalidOperationException)
            {
                // Told by Unreadable, with all other problems at once.
            }
        }
    }

    /// <summary>Keys that the section has and the class does not know, and values of the wrong form.</summary>
    internal static IEnumerable<string> Unreadable<T>(IConfiguration configuration)
        where T : class, ISettings
    {
        var known = typeof(T).GetProperties().Where(p => p.CanWrite).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var key in configuration.GetSection(T.Section).GetChildren())
        {
            if (!known.TryGetValue(key.Key, out var property))
            {
                yield return $"{key.Path} is not known; the keys of {T.Section} are {string.Join(", ", known.Keys)}.";
                continue;
            }

            if (!Readable(key, property.PropertyType))
            {
                yield return $"{key.Path} = '{key.Value}' cannot be read; write {Form(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)}.";
            }
        }
    }

    private static bool Readable(IConfigurationSection key, Type type)
    {
        try
        {
            key.Get(type);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Form(Type type) =>
        type == typeof(TimeSpan) ? "a duration as d.hh:mm:ss, such as 00:05:00"
        : type == typeof(DateOnly) ? "a date as yyyy-mm-dd"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : $"a {type.Name}";

    private sealed class Validation<T>(IConfiguration configuration) : IValidateOptions<T>
        where T : class, ISettings
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            List<string> problems = [.. Unreadable<T>(configuration), .. options.Problems()];
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
