namespace ReportingAdmin.Core.Common;

/// <summary>The options of one configuration section, which knows what is wrong with itself.</summary>
public interface ISettings
{
    /// <summary>The section's name in the configuration.</summary>
    static abstract string Section { get; }

    /// <summary>Every problem as a sentence that names the key and the remedy; empty when the values can be used.</summary>
    IEnumerable<string> Problems();
}
