using System.Net;
using System.Net.Sockets;

namespace ReportingAdmin.Tests.Testing.Faults;

/// <summary>
/// Stands between a node and the database on the loopback and does what networks do: is slow, holds everything back, cuts, or
/// loses the answer to a commit.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private static readonly byte[] s_commit = "COMMIT\0"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Socket> _open = [];
    private readonly string _socket;
    private readonly Task _accepting;
    private int _accepted;
    private int _commitsToLose;
    private int _untilAct;
    private Func<Task>? _act;

    /// <summary>Listens for clients of a server's Unix socket.</summary>
    /// <param name="socketFolder">The folder of the socket.</param>
    /// <param name="port">The server's port, part of the socket's name.</param>
    public FaultProxy(string socketFolder, int port)
    {
        _socket = Path.Combine(socketFolder, FormattableString.Invariant($".s.PGSQL.{port}"));
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The most that each piece of an answer (8 kB) is delayed; each is by a random part of it.</summary>
    public TimeSpan Slow { get; set; }

    /// <summary>Nothing passes while it is set; connections stay open.</summary>
    public bool Stalled { get; set; }

    /// <summary>Connections that clients have opened so far, whatever the server said to them.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Answers to commits that were lost so far.</summary>
    public int CommitsLost { get; private set; }

    /// <summary>The next commits reach the server, their answers never the client: its connection is cut.</summary>
    public void LoseCommits(int count) => Volatile.Write(ref _commitsToLose, count);

    /// <summary>Does something once, before so many pieces of questions have passed from now on.</summary>
    /// <param name="pieces">The piece that waits for it, from 1; 0 = nothing is done any more.</param>
    /// <param name="act">What; null = cuts every connection.</param>
    public void At(int pieces, Func<Task>? act = null)
    {
        _act = act;
        HasActed = false;
        Volatile.Write(ref _untilAct, pieces);
    }

    /// <summary>True once what was to be done has been done.</summary>
    public bool HasActed { get; private set; }

    /// <summary>Cuts every connection.</summary>
    public void Cut()
    {
        lock (_open)
        {
            _open.ForEach(Abort);
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_closing.Token);
                Interlocked.Increment(ref _accepted);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        lock (_open)
        {
            _open.AddRange([client, server]);
        }

        try
        {
            client.NoDelay = true;
            await server.ConnectAsync(new UnixDomainSocketEndPoint(_socket), _closing.Token);
            var lost = new TaskCompletionSource();
            await Task.WhenAny(PumpAsync(client, server, lost, asks: true), PumpAsync(server, client, lost, asks: false));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut, or the server is away.
        }
        finally
        {
            Abort(client);
            Abort(server);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, TaskCompletionSource lost, bool asks)
    {
        var buffer = new byte[8192];
        while (true)
        {
            var count = await from.ReceiveAsync(buffer, _closing.Token);
            if (count == 0)
            {
                return;
            }

            if (asks && Volatile.Read(ref _untilAct) > 0 && Interlocked.Decrement(ref _untilAct) == 0)
            {
                HasActed = true;
                if (_act is null)
                {
                    Cut();
                    return;
                }

                await _act();
            }

            while (Stalled)
            {
                await Task.Delay(10, _closing.Token);
            }

            if (!asks && Slow > TimeSpan.Zero)
            {
                await Task.Delay(Slow * Random.Shared.NextDouble(), _closing.Token);
            }

            if (lost.Task.IsCompleted)
            {
                return; // the answer to the commit: not passed on
            }

            if (asks && buffer.AsSpan(0, count).IndexOf(s_commit) >= 0 && Interlocked.Decrement(ref _commitsToLose) >= 0)
            {
                CommitsLost++;
                lost.TrySetResult();
            }

            for (var sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _closing.Token);
            }
        }
    }

    private static void Abort(Socket socket)
    {
        // Nothing that was still on its way arrives.
        socket.Close(0);
    }
}
