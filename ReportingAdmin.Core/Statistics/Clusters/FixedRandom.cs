namespace ReportingAdmin.Core.Statistics.Clusters;

/// <summary>The same random numbers on every machine and day (SplitMix64, Steele and others 2014).</summary>
/// <param name="seed">Which sequence.</param>
internal sealed class FixedRandom(int seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>The next number, 0 included and 1 not.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
