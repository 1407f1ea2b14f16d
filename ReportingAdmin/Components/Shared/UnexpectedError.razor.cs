using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Components.Shared;

/// <summary>What stands where a page threw: a sentence and the reference under which the log has it.</summary>
public sealed partial class UnexpectedError
{
    private readonly string _reference = Components.Reference.New();

    /// <summary>What was thrown.</summary>
    [Parameter, EditorRequired]
    public Exception Exception { get; set; } = default!;

    private DatabaseTrouble? Trouble => DatabaseTrouble.Of(Exception);

    [Inject]
    private ILogger<UnexpectedError> Logger { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnInitialized() => LogFailed(Logger, Exception, _reference);

    [LoggerMessage(Level = LogLevel.Error, Message = "A page failed, reference {Reference}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string reference);
}
