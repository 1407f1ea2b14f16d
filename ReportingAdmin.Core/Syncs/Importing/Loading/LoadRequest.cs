using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Reading;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>What a load is about.</summary>
/// <param name="Caller">Who loads.</param>
/// <param name="Request">As asked.</param>
/// <param name="File">The file.</param>
/// <param name="Mapping">The mapping as used.</param>
/// <param name="ReadAs">How the file was read, in words.</param>
/// <param name="Began">When, by the clock's stamps.</param>
internal sealed record LoadRequest(Caller Caller, ImportRequest Request, SourceFile File, FileMapping Mapping, string ReadAs, long Began);
