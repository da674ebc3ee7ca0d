namespace Bench.Peers;

/// <summary>What a straightforward implementation would keep: events with a unique id, cases with a status, a counter row a department.</summary>
internal static class PeerSchema
{
    public const string Create = """
        drop table if exists peer_event, peer_case, peer_counter;
        create table peer_case (
          id bigint generated always as identity primary key, tenant integer not null, department integer not null, case_no text not null,
          item text not null, status text not null, n integer not null, updated_at timestamptz not null, unique (tenant, department, case_no));
        create table peer_event (
          id bigint generated always as identity primary key, case_id bigint not null references peer_case (id), tenant integer not null,
          event_id text not null, kind text not null, step text, post text, handler text, occurred_at timestamptz not null,
          recorded_at timestamptz not null default now(), data text, unique (case_id, event_id));
        create table peer_counter (tenant integer not null, department integer not null, kind text not null, n bigint not null,
          primary key (tenant, department, kind));
        """;
}
