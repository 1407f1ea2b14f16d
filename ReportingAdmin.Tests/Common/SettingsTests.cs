using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Tests.Common;

public sealed class SettingsTests
{
    private static readonly Type[] s_options = [.. typeof(ISettings).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(ISettings)))];

    public static TheoryData<string, string, string> WrongValues => new()
    {
        { "Company:TimeZone", "Nowhere", "IANA" },
        { "Company:Currency", "usd", "capital letters" },
        { "Company:FiscalYearStart", "13", "1 to 12" },
        { "Company:FiscalYearStart", "May", "a whole number" },
        { "Company:Name", " ", "on every file" },
        { "Company:Nmae", "x", "the keys of Company are Name, TimeZone, Currency, FiscalYearStart" },
        { "Conventions:DaysPastDue", "friday", "portfolio, dpd, mba or ots" },
        { "Conventions:FeesWhenCollected", "late,bribe", "bribe is no kind of fee" },
        { "Conventions:PromiseGraceDays", "-1", "0 to 60" },
        { "Conventions:PromiseTolerance", "0", "above 0 and at most 1" },
        { "Conventions:PromiseTolerance", "1.01", "above 0 and at most 1" },
        { "Conventions:ReturnDayCount", "act_366", "act_365, act_360 or 30_360" },
        { "Conventions:ChargeOffRatesBy", "weeks", "months or days" },
        { "Conventions:AverageLoans", "opening", "months or ends" },
        { "Conventions:RightPartyRateOf", "letters", "attempts or contacts" },
        { "Runs:StatementTimeout", "5 min", "00:05:00" },
        { "Runs:StatementTimeout", "00:00:00", "00:05:00" },
        { "Runs:TimeBudget", "00:00:01", "longer" },
        { "Runs:Workers", "-1", "0 or more" },
        { "Runs:Attempts", "0", "1 or more" },
        { "Runs:KeepRows", "-1", "0 or more" },
        { "Runs:PerUserOpen", "many", "a whole number" },
        { "Runs:PerUserOpen", "0", "1 or more" },
        { "Runs:InlineMaxRows", "-1", "0 or more" },
        { "Runs:InlineMaxTime", "00:00:00", "00:00:30" },
        { "Runs:PreviewMaxTime", "-00:00:01", "00:00:02" },
        { "Runs:InlineTimeout", "-00:00:01", "00:00:30" },
        { "Runs:StopGrace", "-00:00:01", "00:00:30" },
        { "Runs:RetryAfter", "00:00:00", "00:00:10" },
        { "Runs:RenewEvery", "00:00:00", "00:00:10" },
        { "Runs:RenewEvery", "00:00:20", "at least 00:00:40" },
        { "Runs:KeepRecords", "00:00:00", "1095.00:00:00" },
        { "Runs:MemoryMark", "19", "20 to 99 per cent" },
        { "Runs:MemoryMark", "101", "20 to 99 per cent" },
        { "Runs:MemoryMark", "high", "a whole number" },
        { "Runs:Lease", "00:00:15", "at least 00:00:20" },
        { "Runs:PollEvery", "00:00:00", "00:00:05" },
        { "Runs:RetryAtMost", "00:00:01", "longer" },
        { "Files:Retention", "-1", "30.00:00:00" },
        { "Files:SensitiveRetention", "00:00:00", "7.00:00:00" },
        { "Files:Directory", "", "folder" },
        { "Embedded:DataDirectory", "", "folder" },
        { "Embedded:BinDirectory", "/not/there", "initdb" },
        { "Auth:Provider", "Nobody", "write Development" },
        { "Demo:ReferenceDate", "31/12/2025", "yyyy-mm-dd" },
        { "Demo:LoadOnFirstStart", "maybe", "true or false" },
        { "ConnectionStrings:Reporting", "Host=db;Database=d;Username=reporting_app;Password=hush", "ConnectionStrings:Reader is empty" },
        { "ConnectionStrings:Reporting", "Host=db;Password=hush", "Host=…;Database=…;Username=…;Password=…" },
        { "ConnectionStrings:Reader", "Host=db;Database=d;Username=r;Password=hush", "ConnectionStrings:Reporting is empty" },
        { "ConnectionStrings:Owner", "hush", "cannot be read" },
    };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void A_wrong_value_stops_the_start_naming_key_and_remedy(string key, string value, string remedy)
    {
        var problems = Problems((key, value));

        Assert.Contains(problems, p => p.Contains(key, StringComparison.Ordinal) && p.Contains(remedy, StringComparison.Ordinal));
        Assert.DoesNotContain(problems, p => p.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_of_runs_and_files_has_a_wrong_value_that_is_refused()
    {
        var tried = WrongValues.Select(row => (string)row[0]).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(new[] { typeof(RunOptions), typeof(FilesOptions) }.SelectMany(Keys).Select(key => key.Split(' ')[0]).Except(tried));
    }

    [Fact]
    public void All_wrong_values_are_told_at_once() =>
        Assert.Equal(3, Problems(("Company:TimeZone", "Nowhere"), ("Company:Currency", "x"), ("Runs:TimeBudget", "long")).Count);

    [Fact]
    public void Nothing_configured_is_right() => Assert.Empty(Problems());

    [Fact]
    public void Connection_strings_to_different_databases_are_refused() =>
        Assert.Contains(
            Problems(
                ("ConnectionStrings:Reporting", "Host=db;Database=one;Username=reporting_app"),
                ("ConnectionStrings:Reader", "Host=db;Database=two;Username=reporting_reader")),
            p => p.Contains("different databases (one, two)", StringComparison.Ordinal));

    [Fact]
    public void Values_are_taken_over()
    {
        using var services = Services(("Runs:StatementTimeout", "00:01:30"), ("Files:Retention", "7.00:00:00"), ("company:name", "Acme"));

        Assert.Equal(TimeSpan.FromSeconds(90), services.GetRequiredService<IOptions<RunOptions>>().Value.StatementTimeout);
        Assert.Equal(TimeSpan.FromDays(7), services.GetRequiredService<IOptions<FilesOptions>>().Value.Retention);
        Assert.Equal("Acme", services.GetRequiredService<CompanyOptions>().Name);
    }

    [Theory]
    [InlineData("", false, "Auth:Provider is empty")]
    [InlineData("Development", false, "is refused in the environment Production")]
    [InlineData("Development", true, null)]
    [InlineData("", true, null)]
    public void Development_sign_in_exists_in_development_alone(string provider, bool isDevelopment, string? refusal)
    {
        var said = new AuthOptions { Provider = provider }.Refusal(isDevelopment ? "Development" : "Production", isDevelopment);

        Assert.Equal(refusal is null, said is null);
        Assert.Contains(refusal ?? "", said ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_file_documents_every_key_with_its_default()
    {
        var text = File.ReadAllText(Path.Combine(ProjectFolder.Root, "appsettings.Example.json"));
        using var example = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var documented = example.RootElement.EnumerateObject()
            .SelectMany(section => section.Value.EnumerateObject().Select(key => $"{section.Name}:{key.Name} = {Plain(key.Value)}"));

        Assert.Equal(s_options.SelectMany(Keys).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_key_of_the_example_file_has_a_comment_above_it()
    {
        var lines = File.ReadAllLines(Path.Combine(ProjectFolder.Root, "appsettings.Example.json"));

        var bare = lines.Select((line, i) => (line, i)).Where(l => l.line.StartsWith("    \"", StringComparison.Ordinal) && !lines[l.i - 1].Trim().StartsWith("//", StringComparison.Ordinal));

        Assert.Empty(bare);
    }

    [Fact]
    public void The_example_file_itself_is_right()
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.Combine(ProjectFolder.Root, "appsettings.Example.json")).Build();

        Assert.Empty(Problems(configuration));
    }

    [Fact]
    public void Every_option_class_is_registered()
    {
        using var services = Services();

        Assert.All(s_options, type => Assert.NotEmpty(services.GetServices(typeof(IValidateOptions<>).MakeGenericType(type))));
        Assert.Contains(typeof(ConnectionStringOptions), s_options);
    }

    private static IEnumerable<string> Keys(Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        var section = (string)type.GetProperty(nameof(ISettings.Section))!.GetValue(null)!;
        return type.GetProperties().Where(p => p.CanWrite).Select(p => $"{section}:{p.Name} = {Plain(p.GetValue(defaults))}");
    }

    private static string Plain(object? value) => value switch
    {
        null => "",
        JsonElement { ValueKind: JsonValueKind.Null } => "",
        bool flag => flag ? "true" : "false",
        JsonElement { ValueKind: JsonValueKind.True } => "true",
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static List<string> Problems(params (string Key, string Value)[] values) => Problems(Configuration(values));

    private static List<string> Problems(IConfiguration configuration)
    {
        using var services = new ServiceCollection().AddReportingCore(configuration).BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
        catch (AggregateException e)
        {
            return [.. e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)];
        }
    }

    private static ServiceProvider Services(params (string Key, string Value)[] values) =>
        new ServiceCollection().AddReportingCore(Configuration(values)).BuildServiceProvider();

    private static IConfiguration Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();
}
