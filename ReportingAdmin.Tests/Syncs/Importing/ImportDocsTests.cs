using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing;

namespace ReportingAdmin.Tests.Syncs.Importing;

public sealed class ImportDocsTests
{
    [Fact]
    public void The_document_is_the_one_that_the_verb_docs_writes() =>
        Assert.Equal(ImportDocs.Markdown(), File.ReadAllText(Path.Combine(ProjectFolder.Root, "docs", "import-files.md")));

    [Fact]
    public void Markdown_lists_header_type_need_meaning_and_words_of_a_column()
    {
        var text = ImportDocs.Markdown();

        Assert.Contains("\n## lending.payment\n", text, StringComparison.Ordinal);
        Assert.Contains("| `entry_kind` | text | `payment` where none | A payment, or what takes it back. | `payment`, `reversal`, `nsf` |", text, StringComparison.Ordinal);
        Assert.Contains("| `loan_number` | text | yes | The loan. | a key of [lending.loan](#lendingloan) |", text, StringComparison.Ordinal);
    }
}
