namespace ReportingAdmin.Core.Statistics.Numerics;

/// <summary>Reproducible random numbers, the same on every machine and version: SplitMix64 (Steele, Lea and Flood 2014).</summary>
/// <param name="seed">The same seed gives the same numbers.</param>
internal sealed class Sampler(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number between 0 and 1, both excluded.</summary>
    public double NextUniform() => ((NextBits() >> 11) + 0.5) / (1UL << 53);

    /// <summary>A draw from the standard normal distribution (Box and Muller 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(NextUniform())) * Math.Cos(2 * Math.PI * NextUniform());

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1.</summary>
    /// <param name="count">At least 1.</param>
    public int NextIndex(int count) => Math.Min(count - 1, (int)(NextUniform() * count));

    private ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
