using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Workers;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs.Workers;

public sealed class MemoryPressureTests
{
    private readonly SetTime _time = new();
    private readonly KeptLog<MemoryPressure> _log = new();
    private int _percent;
    private int _reads;

    [Fact]
    public void Memory_is_short_from_the_mark_on_until_it_is_five_points_below()
    {
        var memory = Pressure(90);

        Assert.Equal([false, true, true, true, false, false, true], new[] { 89, 90, 86, 85, 84, 89, 97 }.Select(percent => At(memory, percent)));
    }

    [Fact]
    public void Each_change_is_said_in_the_log_once()
    {
        var memory = Pressure(90);

        foreach (var percent in new[] { 50, 93, 95, 91, 60, 50, 92 })
        {
            At(memory, percent);
        }

        Assert.Equal(
            [
                "Warning: Memory is short, 93 % in use (Runs:MemoryMark = 90): this node begins no large run until there is more",
                "Information: Memory is free again, 60 % in use: this node begins large runs",
                "Warning: Memory is short, 92 % in use (Runs:MemoryMark = 90): this node begins no large run until there is more",
            ],
            _log.Lines);
    }

    [Fact]
    public void A_mark_of_100_never_holds_anything_back()
    {
        var memory = Pressure(100);

        Assert.False(At(memory, 100));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Many_looks_within_a_second_are_one_measurement()
    {
        var memory = Pressure(90);
        _percent = 95;

        Assert.True(memory.Look().IsShort);
        _percent = 10;
        Assert.True(memory.Look().IsShort);
        _time.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(new MemoryReading(10, 90, false), memory.Look());
        Assert.Equal(2, _reads);
    }

    [Fact]
    public void The_memory_of_this_process_can_be_read()
    {
        Assert.InRange(ProcessMemory.Percent(), 0, 100);
    }

    private MemoryPressure Pressure(int mark) => new(
        () =>
        {
            _reads++;
            return _percent;
        },
        Options.Create(new RunOptions { MemoryMark = mark }),
        _time,
        _log);

    private bool At(MemoryPressure memory, int percent)
    {
        _percent = percent;
        _time.Pass(TimeSpan.FromSeconds(2));
        return memory.Look().IsShort;
    }
}
