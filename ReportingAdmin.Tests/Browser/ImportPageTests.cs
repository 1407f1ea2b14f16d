using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Browser;

/// <summary>A file given, mapped, tried and loaded as people do it. Each test loads into a site of its own.</summary>
[Collection(SharedBrowser.Name)]
public sealed partial class ImportPageTests(BrowserFixture browser)
{
    private const string Olivia = "Olivia Operations";

    private const string Vendors = "Supplier ID,Supplier Name,Kind\nV-1,Acme Legal,law\nV-2,Bright Clinic,med\n";

    [Fact]
    public async Task A_file_is_given_mapped_by_hand_tried_and_loaded_by_mouse()
    {
        await using var site = await SiteHost.StartAsync(Template.Empty);
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync(Olivia, "/imports");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Import a file" }).First.ClickAsync();
        await GiveAsync(visitor, "suppliers.csv", Vendors);

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Start with Vendor" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Column of the file for name", new PageGetByLabelOptions { Exact = true })).ToHaveValueAsync("Supplier Name");
        await page.GetByLabel("category comes from").SelectOptionAsync("A column");
        await page.GetByLabel("Column of the file for category").SelectOptionAsync("Kind");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Look at the first rows" }).ClickAsync();
        await Assertions.Expect(page.Locator("td.cell-bad")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("td.cell-bad").First).ToContainTextAsync("Use one of insurance, medical, legal");

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Mapping" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = AsItStands("category") }).ClickAsync();
        await page.GetByLabel("Words and what they become").FillAsync("law = legal\nmed = medical");
        await page.GetByLabel("One part of the text").FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByLabel("Keep this mapping for the next file").FillAsync("Suppliers");
        await page.GetByLabel("Keep this mapping for the next file").BlurAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved as “Suppliers”.")).ToBeVisibleAsync();

        await TryAndLoadAsync(visitor);
        Assert.Equal("V-1 legal,V-2 medical", await site.Database.ScalarAsync<string>("select string_agg(code || ' ' || category, ',' order by code) from escrow.vendor"));

        // The next file of the kind takes the saved mapping; the very same file is told to be loaded already.
        await visitor.GoAsync("/imports/new");
        await GiveAsync(visitor, "suppliers.csv", Vendors);
        await Assertions.Expect(page.GetByText("This very file was loaded before")).ToBeVisibleAsync();
        await page.GetByLabel("Take a saved mapping").SelectOptionAsync("Suppliers");
        await Assertions.Expect(page.GetByLabel("Column of the file for category")).ToHaveValueAsync("Kind");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Dry run and load" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Dry run", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("loading it changes nothing.")).ToBeVisibleAsync();

        await visitor.GoAsync("/imports");
        await Assertions.Expect(page.Locator(".load-table tbody tr")).ToHaveCountAsync(1);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_file_with_documented_headers_is_loaded_by_the_keyboard_alone()
    {
        await using var site = await SiteHost.StartAsync(Template.Empty);
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync(Olivia);
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("i");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Imports");
        await visitor.SettleAsync();
        await visitor.TabToAsync("Import a file");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#import-file")).ToBeVisibleAsync();

        // The browser's own file dialog is not the page's: Enter opens it, and what is chosen there comes back.
        // Listened for before the page settles: the browser has to be told first that the dialog is ours.
        var chosen = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.FileChooser += (_, chooser) => chosen.TrySetResult(chooser);
        await visitor.SettleAsync();
        await page.Locator("#import-file").FocusAsync();
        await Assertions.Expect(page.Locator("#import-file")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        var chooser = await chosen.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await chooser.SetFilesAsync(File("agencies.csv", "code,name,state,uses_corporate_card,created_on\nNW,North West,WA,true,2026-01-02\n"));
        await visitor.TabToAsync("Upload and look at it");
        await page.Keyboard.PressAsync("Enter");
        await visitor.ReachedAsync(Draft());
        await visitor.SettleAsync();
        await page.Locator("h1").FocusAsync();
        await visitor.TabToAsync("Start with Agency");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".mapping-table")).ToBeVisibleAsync();
        await page.Locator("h1").FocusAsync();
        await visitor.TabToAsync("4Dry run and load");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Dry run", Exact = true })).ToBeVisibleAsync();
        await visitor.TabToAsync("Dry run");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Load the file" })).ToBeVisibleAsync();
        await visitor.TabToAsync("Load the file");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("The file is loaded")).ToBeVisibleAsync();

        Assert.Equal(1, await site.Database.ScalarAsync<long>("select count(*) from escrow.agency where code = 'NW'"));
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData("empty.csv", "", "The file is empty: no data rows.", false)]
    [InlineData("notes.pdf", "x", "notes.pdf is no file that is read here.", false)]
    [InlineData("head.csv", "code,name\n", "The file has a header only: no data rows.", true)]
    [InlineData("book.xlsx", "code,name\nV,W\n", "it is no workbook", true)]
    public async Task A_file_that_cannot_be_read_is_refused_at_the_place(string name, string text, string words, bool isSent)
    {
        await using var site = await SiteHost.StartAsync(Template.Empty);
        await using var visitor = await Visitor.OpenAsync(browser, site);
        await visitor.SignInAsync(Olivia, "/imports/new");
        await visitor.Page.SetInputFilesAsync("#import-file", File(name, text));
        if (isSent)
        {
            await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Upload and look at it" }).ClickAsync();
        }

        await Assertions.Expect(visitor.Page.Locator("#import-file-problem")).ToContainTextAsync(words);
        await Assertions.Expect(visitor.Page.Locator("#import-file")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal(0, await site.Database.ScalarAsync<long>("select count(*) from app.import_draft"));
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(360)]
    public async Task No_step_of_a_file_under_way_has_a_violation(int width)
    {
        await using var site = await SiteHost.StartAsync(Template.Empty);
        await using var visitor = await Visitor.OpenAsync(browser, site, width: width);
        var page = visitor.Page;
        await visitor.SignInAsync(Olivia, "/imports/new");
        await GiveAsync(visitor, "suppliers.csv", Vendors + "V-3,,legal\n");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Start with Vendor" }).ClickAsync();
        await Assertions.Expect(page.GetByText("of its 3 columns are proposed")).ToBeVisibleAsync();
        var path = new Uri(page.Url).AbsolutePath;
        var found = new List<string>();
        async Task LookAsync(string address, string? open = null) =>
            found.AddRange((await AccessibilityTests.LookAsync(visitor, new Scenario("/imports/{Id:guid}", address, Open: open))).Select(problem => $"{address} {open}: {problem}"));

        await LookAsync(path);
        await LookAsync(path, "As it stands: change what happens to name on the way");
        await LookAsync(path + "?step=preview");
        await LookAsync(path + "?step=load");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Dry run", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 bad row", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await LookAsync(path + "?step=load");
        await page.GetByLabel("Leave bad rows out").CheckAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Dry run again" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Load the file" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The file is loaded")).ToBeVisibleAsync();
        await LookAsync(path + "?step=load");
        var run = await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { NameRegex = RunLink() }).First.GetAttributeAsync("href");
        await LookAsync(run!);
        await LookAsync("/imports");
        await LookAsync("/imports?show=tables");

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.Empty(visitor.Complaints);
    }

    [RealDataFact]
    public async Task The_published_ledger_is_loaded_through_the_page()
    {
        await using var site = await SiteHost.StartAsync(Template.Empty);
        await using var visitor = await Visitor.OpenAsync(browser, site);
        var page = visitor.Page;
        await visitor.SignInAsync(Olivia, "/imports/new");
        await page.SetInputFilesAsync("#import-file", RealData.File("hackclub-ledger-postings.csv.gz"));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Upload and look at it" }).ClickAsync();
        await visitor.ReachedAsync(Draft());
        await page.GetByText("As text (JSON)").ClickAsync();
        await page.Locator("#mapping-json").FillAsync(await System.IO.File.ReadAllTextAsync(Path.Combine(ProjectFolder.Root, "examples", "mappings", "hackclub-ledger.json")));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Use this text" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Journal line" })).ToBeVisibleAsync();

        await TryAndLoadAsync(visitor);

        // 2,777 postings of 1,360 transactions on 51 accounts; at 2017-12-26 both sides of the trial balance are 291,219.51.
        Assert.Equal("51 1360 2777", await site.Database.ScalarAsync<string>(
            "select concat_ws(' ', (select count(*) from lending.gl_account), (select count(*) from lending.journal_entry), (select count(*) from lending.journal_line))"));
        Assert.Equal(291_219.51m, await site.Database.ScalarAsync<decimal>(
            "select sum(b.balance) from (select sum(l.debit - l.credit) as balance from lending.journal_line l group by l.account_id) b where b.balance > 0"));
    }

    private static async Task GiveAsync(Visitor visitor, string name, string text)
    {
        await visitor.Page.SetInputFilesAsync("#import-file", File(name, text));
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Upload and look at it" }).ClickAsync();
        await visitor.ReachedAsync(Draft());
        await visitor.SettleAsync();
    }

    private static async Task TryAndLoadAsync(Visitor visitor)
    {
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Dry run and load" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Dry run", Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Load the file" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("The file is loaded")).ToBeVisibleAsync();
    }

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(text) };

    private static Regex AsItStands(string column) => new($"As it stands.*{column}", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex("/imports/[0-9a-f-]{36}$")]
    private static partial Regex Draft();

    [GeneratedRegex("^run [0-9]+$", RegexOptions.IgnoreCase)]
    private static partial Regex RunLink();
}
