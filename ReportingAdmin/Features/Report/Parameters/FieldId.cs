namespace ReportingAdmin.Features.Report.Parameters;

/// <summary>The ids of the form's controls.</summary>
public static class FieldId
{
    /// <summary>Of the control of a name.</summary>
    /// <param name="name">A given name of a parameter.</param>
    public static string Of(string name) => "p-" + name;

    /// <summary>Of its help and problems.</summary>
    /// <param name="name">A parameter's name.</param>
    public static string Notes(string name) => "p-" + name + "-notes";
}
