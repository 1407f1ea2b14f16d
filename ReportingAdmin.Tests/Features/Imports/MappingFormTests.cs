using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Tables;
using ReportingAdmin.Features.Imports.Mapping;
using ReportingAdmin.Tests.Syncs.Importing;

namespace ReportingAdmin.Tests.Features.Imports;

/// <summary>The mapping as the page writes it.</summary>
public sealed class MappingFormTests
{
    [Theory]
    [InlineData("hackclub-ledger")]
    [InlineData("lendingclub-loans")]
    [InlineData("oxford-spend-2014")]
    [InlineData("oxford-spend-2015")]
    [InlineData("oxford-spend-2016")]
    public void A_mapping_that_is_opened_and_not_touched_stays_the_same(string name)
    {
        var mapping = ImportFixture.Example(name);

        var given = MappingForm.Of(mapping).Give();

        Assert.Equal(Sorted(mapping), Sorted(given));
        Assert.Empty(MappingReader.Check(given));
    }

    [Fact]
    public void A_mapping_built_by_hand_says_what_was_chosen()
    {
        var form = new MappingForm();
        Assert.Equal(2, form.Add(ImportTables.Find("escrow.vendor")!, ["Supplier ID", "Supplier Name", "Kind"]));
        var category = form.Tables[0].Columns.Single(column => column.Column.Name == "category");
        (category.Use, category.Source, category.Values, category.Otherwise) = (ColumnUse.Column, "Kind", "LAW = legal\nA = B = medical\nno sign", "other");
        form.Tables[0].Filters.Add(new FilterForm { Column = "Supplier ID", Holds = "notIn", Words = "X, Y" });
        (form.Shape.Delimiter, form.Shape.Thousands, form.Shape.Nulls) = ("tab", "space", "NA, n/a");

        var mapping = form.Give();

        Assert.Equal("\t", mapping.File.Delimiter);
        Assert.Equal(" ", mapping.File.Thousands);
        Assert.Equal(["NA", "n/a"], mapping.File.Nulls);
        Assert.Equal(["X", "Y"], mapping.Tables[0].Where[0].NotIn!);
        var expr = mapping.Tables[0].Columns!["category"].Expr!;
        Assert.Equal("legal|medical|other", $"{expr.Values!["LAW"]}|{expr.Values["A = B"]}|{expr.Otherwise}");
        Assert.Empty(MappingReader.Check(mapping));
    }

    [Fact]
    public void A_column_without_a_choice_is_not_fed_and_what_new_rows_lack_is_told()
    {
        var table = TableForm.Of(ImportTables.Find("escrow.vendor")!, new TableMapping { Table = "escrow.vendor", Columns = new Dictionary<string, ColumnMapping>() });
        table.Columns[0].Use = ColumnUse.Column;

        Assert.Equal(0, table.Fed);
        Assert.Equal(["code", "name"], table.Lacking);
    }

    // Columns in the table's order: a mapping says nothing by their order.
    private static string Sorted(FileMapping mapping) => MappingReader.Write(mapping with
    {
        Tables = [.. mapping.Tables.Select(table => table with { Columns = table.Columns?.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => pair.Value) })],
    });
}
