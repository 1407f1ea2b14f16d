using System.Text;
using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Core.Syncs.Importing.Reading;
using ReportingAdmin.Core.Syncs.Importing.Tables;
using static ReportingAdmin.Tests.Syncs.Importing.HandmadeWorkbook;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>Files that are not what they should be (list U of the bad inputs), one by one; none loads anything.</summary>
public sealed class BadFileTests
{
    private const string Vendor = "escrow.vendor";

    [Theory]
    [InlineData("")]
    [InlineData("code,name\n")]
    [InlineData("code,name\n\n,\n")]
    public async Task U1_a_file_without_data_rows_is_refused(string text)
    {
        await using var fixture = await ImportFixture.CreateAsync();

        var problem = await fixture.RefusalAsync(Vendor, "v.csv", text);

        Assert.Equal("no_rows", problem.Code);
        Assert.Contains("no data rows", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task U2_a_file_that_is_not_what_its_name_says_is_refused()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var workbook = Workbook("<c r=\"A1\" t=\"inlineStr\"><is><t>code</t></is></c>");

        foreach (var (name, bytes) in new[]
        {
            ("v.xlsx", Encoding.UTF8.GetBytes("code,name\nV,Vendor\n")), ("v.csv", workbook), ("v.xls", workbook), ("v.xlsm", workbook),
            ("v.csv", new byte[] { 0x1F, 0x8B, 8, 0 }), ("v.csv.gz", Encoding.UTF8.GetBytes("code,name\nV,Vendor\n")),
        })
        {
            var problem = await fixture.RefusalAsync(Vendor, name, bytes);
            Assert.True(problem.Code is "file_type" or "file_unreadable", $"{name}: {problem.Code} {problem.Message}");
        }

        Assert.Equal("Save it as .xlsx or .csv.", (await fixture.RefusalAsync(Vendor, "v.pdf", "x")).Message[^25..]);
    }

    [Fact]
    public async Task U3_a_password_protected_or_damaged_workbook_is_refused()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        var damaged = Workbook("<c r=\"A1\"><v>1</v></c>")[..300];

        Assert.Contains("password-protected", (await fixture.RefusalAsync(Vendor, "v.xlsx", compound)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", (await fixture.RefusalAsync(Vendor, "v.xlsx", damaged)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task U4_bombs_document_types_and_external_links_are_refused()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        var gzip = await fixture.RefusalAsync(ImportFixture.Documented(Vendor, fixture.WriteCompressed("v.csv.gz", "code,name\n" + new string('a', 40 << 20))));
        var bomb = await fixture.RefusalAsync(Vendor, "bomb.xlsx", Workbook(new string(' ', 40 << 20)));
        var many = await fixture.RefusalAsync(Vendor, "many.xlsx", Package(Enumerable.Range(0, 10_001).Select(i => ($"xl/media/{i}", ""))));
        var entity = await fixture.RefusalAsync(Vendor, "entity.xlsx", Workbook("", before: "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"));
        var link = await fixture.RefusalAsync(Vendor, "link.xlsx", Package([("xl/externalLinks/externalLink1.xml", "<x/>")]));
        var macro = await fixture.RefusalAsync(Vendor, "macro.xlsx", Package([("xl/vbaProject.bin", "x")]));

        Assert.All([gzip, bomb, many], problem => Assert.Equal("file_expands", problem.Code));
        Assert.Contains("external content", entity.Message, StringComparison.Ordinal);
        Assert.Equal("external_content", link.Code);
        Assert.Equal("file_type", macro.Code);
    }

    [Fact]
    public async Task U5_too_many_columns_rows_or_bytes_are_refused_with_their_number_and_nothing_is_cut()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var wide = await fixture.RefusalAsync(Vendor, "wide.csv", string.Join(',', Enumerable.Range(1, 16_385)) + "\n1\n");
        var small = new ImportLimits { Rows = 2, FileBytes = 40 };
        var path = fixture.Write("v.csv", "code,name\nA,1\nB,2\nC,3\n");

        var rows = await fixture.RefusalAsync(ImportFixture.Documented(Vendor, path) with { Limits = small });
        var bytes = await fixture.RefusalAsync(ImportFixture.Documented(Vendor, fixture.Write("w.csv", "code,name\n" + new string('x', 40))) with { Limits = small });
        var cell = await fixture.LoadAsync(Vendor, "code,name", $"A,{new string('x', 10_001)}");

        Assert.Equal("The file has 16385 columns; at most 16384 are read.", wide.Message);
        Assert.Equal("The file has more than 2 rows; nothing is loaded. Split it.", rows.Message);
        Assert.Equal("The file has 50 bytes; at most 40 are read.", bytes.Message);
        Assert.Equal("At most 10000 characters; it has 10001.", cell.Rejects.Single().Reason);
        Assert.Equal(["0"], await fixture.RowsAsync("select count(*) from escrow.vendor"));
    }

    [Fact]
    public async Task U6_formulas_errors_merged_and_hidden_rows_are_named_by_cell()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var path = fixture.Write("v.xlsx", WorkbookOf(
            Row(1, Text("A1", "code"), Text("B1", "name")),
            Row(2, Text("A2", "V"), "<c r=\"B2\"><f>1+1</f><v>2</v></c>"),
            Row(3, Text("A3", "W"), "<c r=\"B3\" t=\"e\"><v>#REF!</v></c>"),
            Row(4, Text("A4", "X"), Text("B4", "Merged")),
            "<row r=\"5\" hidden=\"1\">" + Text("A5", "Y") + Text("B5", "Hidden") + "</row>",
            Row(6, Text("A6", "Z"), Text("B6", "Good"))));

        var result = await fixture.LoadAsync(ImportFixture.Documented(Vendor, path));

        Assert.Equal(
            [
                "2|B2|·|Cell B2 holds a formula; paste its value instead.",
                "3|B3|·|Cell B3 holds an error.",
                "4|A4:B4|·|The cells A4:B4 are merged; split them.",
                "5||·|The row is hidden; show it or delete it.",
            ],
            ImportFixture.Lines(result));
    }

    [Fact]
    public async Task U7_dates_of_a_workbook_are_read_as_dates_and_ambiguous_ones_refused()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var path = fixture.Write("a.xlsx", WorkbookOf(
            Row(1, Text("A1", "code"), Text("B1", "name"), Text("C1", "created_on")),
            Row(2, Text("A2", "A"), Text("B2", "Date"), "<c r=\"C2\" s=\"1\"><v>46082</v></c>"),
            Row(3, Text("A3", "B"), Text("B3", "Iso text"), Text("C3", "2026-03-01")),
            Row(4, Text("A4", "C"), Text("B4", "False leap day"), "<c r=\"C4\" s=\"1\"><v>60</v></c>"),
            Row(5, Text("A5", "D"), Text("B5", "Plain number"), "<c r=\"C5\"><v>46082</v></c>"),
            Row(6, Text("A6", "E"), Text("B6", "Local text"), Text("C6", "03/01/2026")),
            Row(7, Text("A7", "F"), Text("B7", "With time"), "<c r=\"C7\" s=\"1\"><v>46082.5</v></c>")));

        var result = await fixture.LoadAsync(ImportFixture.Documented("escrow.agency", path) with { SkipBadRows = true });

        Assert.Equal([4L, 5L, 6L, 7L], result.Rejects.Select(reject => reject.Line));
        Assert.Equal(
            [
                "A workbook's dates before 1 March 1900 are ambiguous; write it as text, such as 1900-02-28.",
                "A number stands where a date is wanted; format the cell as a date.",
                "Not a calendar date written as yyyy-MM-dd.",
                "A day is wanted, without a time of day.",
            ],
            result.Rejects.Select(reject => reject.Reason));
        Assert.Equal(["A|2026-03-01", "B|2026-03-01"], await fixture.RowsAsync("select code, created_on from escrow.agency order by 1"));
    }

    [Fact]
    public async Task U8_quotes_and_ragged_rows_are_named_by_line_and_delimiters_and_line_ends_are_found()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        var open = await fixture.RefusalAsync(Vendor, "open.csv", "code,name\nV,Vendor\nW,\"never\nclosed\n");
        var stray = await fixture.LoadAsync(Vendor, "code,name", "V,\"A \"\"quoted\"\" one\"", "W,sa\"id", "X", "Y,y,more");
        var semicolons = await fixture.LoadAsync(Vendor, "code;name", "S,1;Semi");
        var tabs = await fixture.LoadAsync(Vendor, "code\tname", "T\tTab, too");
        var returns = await fixture.LoadAsync(ImportFixture.Documented(Vendor, fixture.Write("cr.csv", "code,name\rR,Return\rQ,\"two\rlines\"\r")));

        Assert.Equal("A quote in line 3 is never closed.", open.Message);
        Assert.Equal(
            [
                "3||·|A quote stands where none may be; a text with quotes is quoted and its quotes are doubled.",
                "4||·|The row has 1 cells where the header has 2.", "5||·|The row has 3 cells where the header has 2.",
            ],
            ImportFixture.Lines(stray));
        Assert.Equal("CSV, utf-8, delimiter semicolon", semicolons.ReadAs);
        Assert.Equal("CSV, utf-8, delimiter tab", tabs.ReadAs);
        Assert.True(returns.IsLoaded);
        Assert.Equal(["Q|two\rlines", "R|Return", "S,1|Semi", "T|Tab, too"], await fixture.RowsAsync("select code, name from escrow.vendor order by 1"));
    }

    [Fact]
    public async Task U9_other_encodings_are_refused_with_the_line_unless_declared()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var latin = Encoding.Latin1.GetBytes("code,name\nV,Vendor\nW,Café\n");
        var wide = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("code,name\nU,Über\n")).ToArray();
        byte[] marked = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("code,name\nM,Marqué\n")];

        var undeclared = await fixture.RefusalAsync(Vendor, "latin.csv", latin);
        var undeclaredWide = await fixture.RefusalAsync(Vendor, "wide.csv", wide);
        await fixture.LoadAsync(Declared(fixture.Write("latin.csv", latin), "windows-1252"));
        await fixture.LoadAsync(Declared(fixture.Write("wide.csv", wide), "utf-16"));
        await fixture.LoadAsync(ImportFixture.Documented(Vendor, fixture.Write("marked.csv", marked)));

        Assert.Equal("Line 3 is not UTF-8; the file looks like Windows-1252. Declare it as file.encoding in a mapping, or save the file as UTF-8.", undeclared.Message);
        Assert.StartsWith("The file looks like UTF-16", undeclaredWide.Message, StringComparison.Ordinal);
        Assert.Equal(["M|Marqué", "U|Über", "V|Vendor", "W|Café"], await fixture.RowsAsync("select code, name from escrow.vendor order by 1"));
    }

    [Fact]
    public async Task U10_headers_are_matched_by_name_in_any_order_and_case_with_spaces_around()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        await fixture.LoadAsync(Vendor, " NAME , category,Code ,", "Vendor,legal,V,");

        Assert.Equal(["V|Vendor|legal"], await fixture.RowsAsync("select code, name, category from escrow.vendor"));
    }

    [Fact]
    public async Task U11_leading_zeros_and_long_numbers_stay_text_and_powers_of_ten_are_refused()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync(Vendor, "code,name", "007,Zeros", "1234567890123456789,Long", "1E5,Code");

        var csv = await fixture.LoadAsync(Vendor, "code,name", "1.23457E+15,Lost");
        var xlsx = await fixture.LoadAsync(ImportFixture.Documented(Vendor, fixture.Write("v.xlsx", WorkbookOf(
            Row(1, Text("A1", "code"), Text("B1", "name")),
            Row(2, "<c r=\"A2\"><v>1234567890123456</v></c>", Text("B2", "Lost")),
            Row(3, "<c r=\"A3\"><v>42</v></c>", Text("B3", "Number"))))));

        Assert.Equal("A spreadsheet wrote the number in powers of ten and lost digits; format its cells as text.", csv.Rejects.Single().Reason);
        Assert.Equal([2L], xlsx.Rejects.Select(reject => reject.Line));
        Assert.Equal(["007", "1234567890123456789", "1E5"], await fixture.RowsAsync("select code from escrow.vendor order by code collate \"C\""));
    }

    [Fact]
    public async Task U13_one_bad_row_in_many_loads_nothing()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var lines = Enumerable.Range(0, 20_000).Select(i => i == 12_345 ? "V12345,Vendor,unknown" : $"V{i},Vendor,other").Prepend("code,name,category");

        var result = await fixture.LoadAsync(Vendor, [.. lines]);

        Assert.Equal(["12347|category|unknown|Use one of insurance, medical, legal, agency, travel, pharmacy, individual, other."], ImportFixture.Lines(result));
        Assert.Equal(["0"], await fixture.RowsAsync("select count(*) from escrow.vendor"));
    }

    [Fact]
    public async Task A_workbook_with_several_sheets_needs_one_named_like_the_table()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var rows = Row(1, Text("A1", "code"), Text("B1", "name")) + Row(2, Text("A2", "V"), Text("B2", "Vendor"));

        var problem = await fixture.RefusalAsync(Vendor, "v.xlsx", Package([], ("Notes", ""), ("Data", rows)));
        await fixture.LoadAsync(ImportFixture.Documented(Vendor, fixture.Write("w.xlsx", Package([], ("Notes", ""), (Vendor, rows)))));

        Assert.Equal("no_sheet", problem.Code);
        Assert.Contains("(Notes, Data)", problem.Message, StringComparison.Ordinal);
        Assert.Equal(["V"], await fixture.RowsAsync("select code from escrow.vendor"));
    }

    private static ImportRequest Declared(string path, string encoding)
    {
        var mapping = DocumentedFile.Of(ImportTables.Get(Vendor));
        return new ImportRequest(path, mapping with { File = mapping.File with { Encoding = encoding } });
    }
}
