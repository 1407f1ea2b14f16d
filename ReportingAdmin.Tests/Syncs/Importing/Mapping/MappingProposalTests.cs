using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Tests.Syncs.Importing.Mapping;

/// <summary>Columns proposed by their names.</summary>
public sealed class MappingProposalTests
{
    [Theory]
    [InlineData("escrow.vendor", "Supplier ID,Supplier Name", "code=Supplier ID, name=Supplier Name")]
    [InlineData("escrow.vendor", "CODE,Name,category", "code=CODE, name=Name, category=category")]
    [InlineData("lending.payment", "Payment No,Loan Number,Received Date,Amount,Principal,Interest,Method", "payment_number=Payment No, loan_number=Loan Number, received_on=Received Date, amount=Amount, principal=Principal, interest=Interest, method=Method")]
    [InlineData("escrow.agency", "Colour,Weight", "")]
    public void Alike_names_are_proposed_and_others_are_not(string table, string header, string expected)
    {
        var proposed = MappingProposal.Columns(ImportTables.Find(table)!, header.Split(','));

        Assert.Equal(expected, string.Join(", ", proposed.Select(pair => $"{pair.Key}={pair.Value.Column}")));
    }

    [Fact]
    public void A_column_of_the_file_is_proposed_once_and_every_documented_file_is_known_again()
    {
        foreach (var table in ImportTables.All)
        {
            var header = table.Columns.Select(column => column.Name).ToList();

            var proposed = MappingProposal.Columns(table, header);

            Assert.Equal(header, proposed.Where(pair => header.Contains(pair.Key)).Select(pair => pair.Value.Column));
            Assert.Contains(table, MappingProposal.Tables(header));
        }
    }
}
