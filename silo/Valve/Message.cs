using Tenancy;

namespace Silo.Valve;

/// <summary>A message from an outbox: put once into the target's inbox, whatever happens on the way.</summary>
/// <param name="Id">Its row in the outbox.</param>
/// <param name="Source">Who sends it.</param>
/// <param name="Target">Whom it is for: an ancestor or a descendant of the source.</param>
/// <param name="Key">What makes it one: the same key from the same source arrives once.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Body">JSON.</param>
internal sealed record Message(long Id, TenantId Source, TenantId Target, string Key, string Kind, string Body);
