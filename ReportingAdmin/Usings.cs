// Words that the engine and Blazor both use, or that a folder of the site shares with a type of the engine.
global using ParameterAttribute = Microsoft.AspNetCore.Components.ParameterAttribute;
global using ReportDefinition = ReportingAdmin.Core.Reports.Engine.Report;
global using ReportParameter = ReportingAdmin.Core.Reports.Engine.Parameters.Parameter;
