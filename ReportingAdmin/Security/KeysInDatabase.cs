using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Security;

/// <summary>Lets the framework keep its keys in the database, shared by all nodes and kept over restarts.</summary>
/// <param name="services">Where the keys are found; only when asked for, since the pipeline is built before the database is open.</param>
public sealed class KeysInDatabase(IServiceProvider services) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    private KeyRing Ring => services.GetRequiredService<KeyRing>();

    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements() => [.. Ring.Read().Select(xml => XElement.Parse(xml))];

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName) => Ring.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));

    /// <inheritdoc />
    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;
}
