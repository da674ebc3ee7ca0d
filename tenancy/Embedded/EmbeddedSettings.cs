using System.Globalization;

namespace Tenancy.Embedded;

/// <summary>What an embedded server may use of its machine; durability is not among the choices.</summary>
/// <param name="SharedBuffersMiB">Memory for cached pages, in MiB.</param>
/// <param name="MaxWalMiB">Write-ahead log between two checkpoints, in MiB of disk.</param>
/// <param name="MaxConnections">Connections at the same time, over all processes.</param>
public sealed record EmbeddedSettings(int SharedBuffersMiB, int MaxWalMiB, int MaxConnections = 200)
{
    /// <summary>For tests: little memory, little disk.</summary>
    public static EmbeddedSettings Small { get; } = new(128, 1024, MaxConnections: 600);

    /// <summary>An eighth of the memory this process may use, between 128 MiB and 1 GiB, and 4 GiB of log.</summary>
    public static EmbeddedSettings ForThisMachine()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024);
        return new EmbeddedSettings((int)Math.Clamp(memory / 8, 128, 1024), 4096);
    }

    /// <summary>The text of the settings file that the server includes.</summary>
    internal string ToConfiguration(int port, string? socketFolder, string logFolder) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # Written by the platform at every start. Changes of your own: ALTER SYSTEM.
        listen_addresses = '127.0.0.1'
        port = {port}
        unix_socket_directories = '{Quote(socketFolder ?? "")}'
        unix_socket_permissions = 0700
        max_connections = {MaxConnections}
        password_encryption = 'scram-sha-256'

        # An acknowledged event is on the disk.
        fsync = on
        synchronous_commit = on
        full_page_writes = on

        shared_buffers = '{SharedBuffersMiB}MB'
        max_wal_size = '{MaxWalMiB}MB'
        # Segments kept for use again: to make a new one stops every writer for some milliseconds.
        min_wal_size = '{MaxWalMiB / 4}MB'
        checkpoint_timeout = '15min'
        random_page_cost = 1.1
        # Statements are short and many; compiling them or spreading one over cores only takes from the others.
        jit = off
        max_parallel_workers_per_gather = 0

        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'
        # Neither rows nor statements reach the log: they may hold personal data.
        log_error_verbosity = terse
        log_min_error_statement = panic
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        logging_collector = on
        log_directory = '{Quote(logFolder)}'
        log_filename = 'server-%a.log'
        log_rotation_age = '1d'
        log_truncate_on_rotation = on

        """);

    private static string Quote(string value) => value.Replace("'", "''", StringComparison.Ordinal);
}
