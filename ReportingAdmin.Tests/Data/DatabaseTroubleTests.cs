using System.Net.Sockets;
using Npgsql;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Tests.Data;

public sealed class DatabaseTroubleTests
{
    [Theory]
    [InlineData("57P01", "database_away")] // an administrator ended the session
    [InlineData("57P02", "database_away")] // another session crashed
    [InlineData("57P03", "database_away")] // it starts or stops
    [InlineData("53300", "database_away")] // no connection to give
    [InlineData("08006", "database_away")]
    [InlineData("53100", "database_full")]
    [InlineData("25006", "database_read_only")]
    [InlineData("55P03", "locked")]
    [InlineData("23505", null)]
    [InlineData("57014", null)] // the statement was cancelled
    [InlineData("40001", null)]
    [InlineData("42501", null)]
    public void What_the_server_says_is_told_apart_by_its_code(string sqlState, string? code)
    {
        var exception = new PostgresException("x", "FATAL", "FATAL", sqlState);

        Assert.Equal(code, DatabaseTrouble.Of(exception)?.Code);
        Assert.Equal(code, DatabaseTrouble.Of(new InvalidOperationException("wrapped", exception))?.Code);
    }

    [Fact]
    public void A_connection_that_cannot_be_made_or_breaks_is_the_database_away_and_a_defect_is_not()
    {
        Assert.True(DatabaseTrouble.IsAway(new NpgsqlException("x", new SocketException(111))));
        Assert.True(DatabaseTrouble.IsAway(new NpgsqlException("x", new EndOfStreamException())));
        Assert.False(DatabaseTrouble.IsAway(new NpgsqlException("x", new InvalidCastException())));
        Assert.False(DatabaseTrouble.IsAway(new PostgresException("x", "ERROR", "ERROR", "53100")));
        Assert.Null(DatabaseTrouble.Of(new InvalidOperationException("x")));
        Assert.Null(DatabaseTrouble.Of(null));
    }
}
