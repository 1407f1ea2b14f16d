using static ReportingAdmin.Core.Syncs.Importing.Tables.ColumnType;
using static ReportingAdmin.Core.Syncs.Importing.Tables.ImportColumn;

namespace ReportingAdmin.Core.Syncs.Importing.Tables;

/// <summary>Escrow: agencies, people, cases and what is dated on a case.</summary>
internal static class EscrowTables
{
    /// <summary>A child row is in its case's agency.</summary>
    internal static readonly DerivedColumn[] CaseScope = [new("agency_code", "case_number.agency_code")];

    /// <summary>A child row with money is in its case's agency and currency.</summary>
    internal static readonly DerivedColumn[] CaseMoney = [.. CaseScope, new("currency", "case_number.currency")];

    /// <summary>The case of a child row.</summary>
    internal static ImportColumn Case => To("case_number", "escrow.escrow_case", "case_id", "The case.").Needed();

    /// <summary>The tables.</summary>
    public static IEnumerable<ImportTable> All { get; } =
    [
        new("escrow.agency", "An agency that brings cases.", "code")
        {
            Columns =
            [
                new ImportColumn("code", Text, "The agency's code, without a comma.").Needed().WithoutComma(),
                new ImportColumn("name", Text, "Its name.").Needed(),
                new("state", Text, "The state it works in."),
                new("uses_corporate_card", Flag, "Whether its cases pay by the company's card."),
                new("created_on", Date, "When it became a partner."),
            ],
        },
        new("escrow.staff", "A person of the company who sells or looks after cases.", "code")
        {
            Columns =
            [
                new ImportColumn("code", Text, "The person's code.").Needed(),
                new ImportColumn("name", Text, "The name.").Needed(),
                new ImportColumn("email", Text, "The e-mail address.").Personal(),
                new ImportColumn("team", Text, "The team.").OneOf("sales", "case"),
            ],
        },
        new("escrow.vendor", "Someone who is paid for a service.", "code")
        {
            Columns =
            [
                new ImportColumn("code", Text, "The vendor's code.").Needed(),
                new ImportColumn("name", Text, "The name; personal data where the category is individual.").Needed(),
                new ImportColumn("category", Text, "What the vendor does.")
                    .OneOf("insurance", "medical", "legal", "agency", "travel", "pharmacy", "individual", "other"),
            ],
        },
        new("escrow.party", "A person of a case: surrogate, donor, intended parent.", "code")
        {
            Columns =
            [
                new ImportColumn("code", Text, "The person's code.").Needed(),
                new ImportColumn("name", Text, "The name.").Personal(),
                new ImportColumn("email", Text, "The e-mail address.").Personal(),
                new("state", Text, "The state the person lives in."),
            ],
        },
        new("escrow.escrow_case", "A case: money that intended parents fund and the company pays out.", "case_number")
        {
            Columns =
            [
                new ImportColumn("case_number", Text, "The case's number.").Needed(),
                new ImportColumn("case_type", Text, "What kind of case.").Needed().OneOf("surrogacy", "egg_donation"),
                To("agency_code", "escrow.agency", "agency_id", "The agency that brought it.").Needed(),
                To("sales_staff_code", "escrow.staff", "sales_staff_id", "Who sold it: the one at opening."),
                To("case_staff_code", "escrow.staff", "case_staff_id", "Who looks after it today."),
                new ImportColumn("opened_on", Date, "When it was opened.").Needed(),
                new("state", Text, "The state whose law governs."),
                new ImportColumn("currency", Currency, "The currency of all its money; it never changes.").Needed(),
                new("insured", Flag, "Whether it is insured."),
                new ImportColumn("status", Text, "Its status today; its history is made from it where none is loaded.").OneOf("open", "closed", "cancelled"),
                new("closed_on", Date, "When it was closed or cancelled."),
            ],
            Derived = [new("agency_code", "agency_code.code")],
            Rules =
            [
                new("escrow_case_closed_on_check", "closed_on", "A case is not closed before it is opened."),
                new("escrow_case_closing_check", "closed_on", "A closed or cancelled case says when: closed_on."),
            ],
        },
        new("escrow.case_status_history", "A change of a case's status.", "case_number", "changed_on", "seq")
        {
            Columns =
            [
                Case,
                new ImportColumn("changed_on", Date, "The day from which the status stands; not before the case was opened.").Needed(),
                new ImportColumn("seq", Integer, "Orders several changes of one day.").Or("0").AtLeast(0),
                new ImportColumn("status", Text, "The status.").Needed().OneOf("open", "closed", "cancelled"),
            ],
            Derived = CaseScope,
            Closes = ("escrow", "changed_on"),
        },
        new("escrow.case_party", "A person's part in a case.", "case_number", "party_code", "role", "from_on")
        {
            Columns =
            [
                Case,
                To("party_code", "escrow.party", "party_id", "The person.").Needed(),
                new ImportColumn("role", Text, "The part.").Needed().OneOf("surrogate", "egg_donor", "intended_parent"),
                new ImportColumn("from_on", Date, "The first day.").Needed(),
                new("to_on", Date, "The last day."),
            ],
            Derived = CaseScope,
            Rules = [new("case_party_to_on_check", "to_on", "The last day is not before the first.")],
        },
        new("escrow.case_milestone", "An event of a case that dates depend on.", "case_number", "kind")
        {
            Columns =
            [
                Case,
                new ImportColumn("kind", Text, "Which event.").Needed()
                    .OneOf("contract_uploaded", "heartbeat_confirmed", "base_comp_started", "delivery"),
                new ImportColumn("occurred_on", Date, "When it happened.").Needed(),
            ],
            Derived = CaseScope,
            Closes = ("escrow", "occurred_on"),
        },
        new("escrow.case_terms", "What a case pays, from a day on.", "case_number", "effective_from")
        {
            Columns =
            [
                Case,
                new ImportColumn("effective_from", Date, "The first day of these terms.").Needed(),
                new ImportColumn("base_compensation", Amount, "The base compensation in all.").AtLeast(0),
                new ImportColumn("monthly_allowance", Amount, "The allowance per month.").AtLeast(0),
            ],
            Derived = CaseMoney,
            Closes = ("escrow", "effective_from"),
        },
    ];
}
