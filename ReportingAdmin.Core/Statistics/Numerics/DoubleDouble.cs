namespace ReportingAdmin.Core.Statistics.Numerics;

/// <summary>
/// A number of about 32 digits, as the unevaluated sum of two doubles (Dekker 1971; Knuth's two-sum; products by fused multiply-add).
/// Used where a double's 16 digits are lost to cancellation: design matrices that are nearly collinear, long sums.
/// </summary>
/// <param name="High">The nearest double.</param>
/// <param name="Low">What is left, at most half a unit in the last place of <paramref name="High"/>.</param>
internal readonly record struct DoubleDouble(double High, double Low)
{
    /// <summary>Zero.</summary>
    public static readonly DoubleDouble Zero = new(0, 0);

    /// <summary>A double as it is.</summary>
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    /// <summary>The nearest double.</summary>
    public static explicit operator double(DoubleDouble value) => value.High + value.Low;

    /// <summary>The negative.</summary>
    public static DoubleDouble operator -(DoubleDouble value) => new(-value.High, -value.Low);

    /// <summary>The sum, with both error terms kept.</summary>
    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (high, low) = TwoSum(a.High, b.High);
        var (middle, rest) = TwoSum(a.Low, b.Low);
        (high, low) = QuickTwoSum(high, low + middle);
        return Normal(high, low + rest);
    }

    /// <summary>The difference.</summary>
    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    /// <summary>The product.</summary>
    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var product = a.High * b.High;
        var error = Math.FusedMultiplyAdd(a.High, b.High, -product);
        return Normal(product, error + ((a.High * b.Low) + (a.Low * b.High)));
    }

    /// <summary>The quotient, by two corrections.</summary>
    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var first = a.High / b.High;
        var rest = a - (b * first);
        var second = rest.High / b.High;
        rest -= b * second;
        var (high, low) = QuickTwoSum(first, second);
        return new DoubleDouble(high, low) + (rest.High / b.High);
    }

    /// <summary>The square root (Karp and Markstein 1997); zero of a negative number that is a rounding error away from zero.</summary>
    public static DoubleDouble Sqrt(DoubleDouble value)
    {
        if (value.High <= 0)
        {
            return Zero;
        }

        var guess = Math.Sqrt(value.High);
        DoubleDouble root = guess;
        return root + ((value - (root * root)).High / (2 * guess));
    }

    /// <summary>The magnitude.</summary>
    public static DoubleDouble Abs(DoubleDouble value) => value.High < 0 ? -value : value;

    /// <summary>The exact sum of numbers, rounded once.</summary>
    public static double Sum(IEnumerable<double> values)
    {
        var sum = Zero;
        foreach (var value in values)
        {
            sum += value;
        }

        return (double)sum;
    }

    private static (double High, double Low) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }

    private static (double High, double Low) QuickTwoSum(double a, double b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }

    private static DoubleDouble Normal(double high, double low)
    {
        var (sum, rest) = QuickTwoSum(high, low);
        return new DoubleDouble(sum, rest);
    }
}
