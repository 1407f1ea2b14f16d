namespace ReportingAdmin.Core.Syncs.Importing.Tables;

/// <summary>What a cell of an import file must be.</summary>
public enum ColumnType
{
    /// <summary>Text of at most 10,000 characters.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>Money: at most 16 digits before and 2 after the decimal point.</summary>
    Amount,

    /// <summary>A rate as a fraction (0.065 = 6.5 %), at most 9 decimals.</summary>
    Rate,

    /// <summary>Any decimal number.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A moment, with its offset from UTC.</summary>
    Instant,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>An ISO 4217 currency: three capital letters.</summary>
    Currency,

    /// <summary>A JSON value.</summary>
    Json,
}
