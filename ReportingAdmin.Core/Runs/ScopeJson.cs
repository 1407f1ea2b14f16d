using System.Text.Json;
using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Core.Runs;

/// <summary>A row scope as kept with a run.</summary>
/// <param name="Unrestricted">Every row.</param>
/// <param name="Agencies">Agency codes.</param>
/// <param name="Portfolios">Portfolio codes.</param>
internal sealed record ScopeJson(bool Unrestricted, IReadOnlyList<string>? Agencies, IReadOnlyList<string>? Portfolios)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static ScopeJson Of(RowScope scope) => new(scope.Unrestricted, scope.Agencies, scope.Portfolios);

    public static string Write(RowScope scope) => JsonSerializer.Serialize(Of(scope), s_json);

    /// <summary>The scope; of a run that says none all rows, so that its figures are for those alone who see every row.</summary>
    public static RowScope Parse(string json)
    {
        var scope = JsonSerializer.Deserialize<ScopeJson>(json, s_json) ?? throw new InvalidOperationException("A run without a row scope.");
        return scope is { Unrestricted: false, Agencies: { } agencies, Portfolios: { } portfolios } ? RowScope.Of(agencies, portfolios) : RowScope.All;
    }
}
