using System.Globalization;
using System.Threading.RateLimiting;
using Tenancy;

namespace Web.Interface;

/// <summary>How much memory the bodies of <c>POST /api/v1/events</c> may take on a node at once, together and for each department.</summary>
/// <remarks>
/// A body is counted from before it is read until its answer. What is read out of it takes about six times its bytes
/// (measured), so that the largest budget stands for some 1.5 GB; it is smaller where the node has less than 8 GB.
/// </remarks>
public sealed class BodyBudget : IDisposable
{
    private const int Kilobyte = 1024;

    /// <summary>The largest budget in bytes (platform default).</summary>
    private const long Most = 256L * 1024 * Kilobyte;

    private readonly PartitionedRateLimiter<string> _limiter;

    /// <summary>A budget for the memory that this process may use: 1/32 of it, at least two of the largest bodies, at most 256 MiB.</summary>
    public BodyBudget()
        : this(Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32, 2L * EventsEndpoint.MostBytes, Most))
    {
    }

    /// <summary>A budget of so many bytes; a department may have a quarter of it, but always one of the largest bodies.</summary>
    public BodyBudget(long bytes)
    {
        var (all, share) = (Permits(bytes), Permits(Math.Max(bytes / 4, EventsEndpoint.MostBytes)));
        _limiter = PartitionedRateLimiter.CreateChained(Limiter(static _ => "", all), Limiter(static client => client, share));
    }

    /// <summary>What a sender is told to wait, seconds (platform default).</summary>
    public static string RetryAfter => 2.ToString(CultureInfo.InvariantCulture);

    /// <summary>Begins a body of a department.</summary>
    public Share Begin(TenantId tenant, string department) =>
        new(_limiter, string.Create(CultureInfo.InvariantCulture, $"{tenant.Value}/{department}"));

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private static PartitionedRateLimiter<string> Limiter(Func<string, string> key, int permits) =>
        PartitionedRateLimiter.Create<string, string>(client => RateLimitPartition.GetConcurrencyLimiter(
            key(client), _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = 0 }), StringComparer.Ordinal);

    private static int Permits(long bytes) => (int)((bytes + Kilobyte - 1) / Kilobyte);

    /// <summary>What one body has taken of the budget; given back when it is disposed of.</summary>
    public sealed class Share(PartitionedRateLimiter<string> limiter, string client) : IDisposable
    {
        /// <summary>The least that is taken at once: a small body asks once.</summary>
        private const long Step = 64 * Kilobyte;

        private readonly List<RateLimitLease> _leases = [];

        /// <summary>Bytes taken so far.</summary>
        public long Taken { get; private set; }

        /// <summary>Takes as much as a body of so many bytes needs; false where the budget has not got it.</summary>
        public bool TryReach(long bytes)
        {
            if (bytes <= Taken)
                return true;
            // By halves more each time, so that a body of unknown length asks seldom.
            var more = Math.Max(Step, Math.Max(bytes - Taken, Math.Min(Taken / 2, EventsEndpoint.MostBytes - Taken)));
            var lease = limiter.AttemptAcquire(client, Permits(more));
            if (!lease.IsAcquired)
            {
                lease.Dispose();
                return false;
            }

            _leases.Add(lease);
            Taken += more;
            return true;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (var lease in _leases)
                lease.Dispose();
            _leases.Clear();
        }
    }
}
