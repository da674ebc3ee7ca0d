using Grains.Cases;
using Grains.Journal;
using Npgsql;
using Tenancy;
using Tenancy.Permissions;
using Web.Acts;
using Web.Interface;

namespace Web.Entry;

/// <summary>Takes what is typed into the forms: by the way of <c>POST /api/v1/events</c>, with the consequences told before.</summary>
public sealed class EntryDesk(EventIntake intake, Sessions sessions, ActLog acts)
{
    private const string FindCase = "select id from case_file where department = $1 and case_no = $2";

    /// <summary>Longest handler, GB/T 39046 §6.4 no. 21.</summary>
    public const int HandlerLength = 30;

    /// <summary>Records what was typed, unless it has consequences that the form did not show yet.</summary>
    /// <remarks>The consequences are those of the case as <paramref name="subject"/> has it: it is recorded only while the case still stands there.</remarks>
    /// <param name="caller">Who types; may do so for the department, which has been asked.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="input">What was typed; <c>seen</c> holds the keys of the faults that were shown.</param>
    /// <param name="onlyForetell">Tell the consequences, record nothing.</param>
    public async Task<EntryOutcome> TakeAsync(Caller caller, EntrySubject subject, CaseEventKind kind, EntryInput input, bool onlyForetell)
    {
        if ((PostRefusal(subject, input) ?? HeadRefusal(subject, kind, input)) is { } refusal)
            return new EntryOutcome.Refused([refusal]);
        var body = EntryEvent.Write(subject, kind, input, HandlerOf(caller, subject, input));
        var read = EventReader.Read(body, subject.Department.Code, subject.Source);
        if (read.Facts is not [var fact])
            return new EntryOutcome.Refused(EventsAnswer.Of(new(0, 0, read.Refused)).Refused);
        if (subject.Facts.All(known => known.Fact.EventId != fact.EventId))
        {
            var faults = EntryPreview.Of(subject, fact);
            var seen = input.List("seen").ToHashSet(StringComparer.Ordinal);
            if (onlyForetell || faults.Any(fault => !seen.Contains(fault.Key)))
                return new EntryOutcome.Foretold(faults);
        }

        return await RecordAsync(caller, subject, fact, body);
    }

    /// <summary>At the platform's forms an act names its post, and where posts were given to the account, one of those.</summary>
    private static RefusedOnTheWire? PostRefusal(EntrySubject subject, EntryInput input) => (subject.Source, input["post"]) switch
    {
        (CaseSource.Form, null) when !subject.OfferedPosts.IsEmpty =>
            new(0, input["eventId"], "post", "post-missing", "The act names no post.", string.Join(", ", subject.OfferedPosts)),
        (CaseSource.Form, { } post) when !subject.HeldPosts.IsEmpty && !subject.HeldPosts.Contains(post) =>
            new(0, input["eventId"], "post", "post-not-held", "The account does not hold this post.", string.Join(", ", subject.HeldPosts)),
        _ => null,
    };

    /// <summary>A limit is extended by the department's head (行政许可法 art. 42); none named is recorded as none, and extends nothing.</summary>
    /// <remarks>In second entry the other system has named who approved, who may have no account here: that is recorded as it is.</remarks>
    private static RefusedOnTheWire? HeadRefusal(EntrySubject subject, CaseEventKind kind, EntryInput input) =>
        EntryFields.Of(kind).FirstOrDefault(field => field.FormIn(subject.Source) == EntryFieldForm.Head) is { } field
        && input[field.Name] is { } named && subject.Heads.All(head => head.Login != named)
            ? new(0, input["eventId"], field.Name, "approver-not-head", "The approver does not head the department.", string.Join(", ", subject.Heads.Select(head => head.Login)))
            : null;

    /// <summary>Id of a department's case; null = it has none of this number.</summary>
    public async Task<long?> FindAsync(TenantId tenant, int department, string number, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var find = new NpgsqlBatchCommand(FindCase)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = department }, new NpgsqlParameter<string> { TypedValue = number } },
        };
        await using var reader = await session.ReadAsync([find], cancellation);
        return await reader.ReadAsync(cancellation) ? reader.GetInt64(0) : null;
    }

    /// <summary>Who acted: at the platform's own forms whoever is signed in; in second entry whom the other system named.</summary>
    public static string HandlerOf(Caller caller, EntrySubject subject, EntryInput input) =>
        subject.Source == CaseSource.SecondEntry && input["handler"] is { } named ? named : NameOf(caller);

    /// <summary>A caller as a handler: the name, as much of it as the standard holds.</summary>
    public static string NameOf(Caller caller) => caller.Name[..Math.Min(caller.Name.Length, HandlerLength)];

    private async Task<EntryOutcome> RecordAsync(Caller caller, EntrySubject subject, CaseFact fact, byte[] body)
    {
        var act = subject.Source == CaseSource.SecondEntry ? "event-entered-second" : "event-entered";
        var details = new { department = subject.Department.Code, kind = EventKindNames.NameOf(fact.Kind), fact.EventId };
        var intent = await acts.IntendAsync(caller, act, fact.CaseNo, details, CancellationToken.None);
        try
        {
            var answer = await intake.RecordAsync(caller.Tenant, subject.Department, body, subject.Source, quarantine: false, seenUntil: subject.Case?.N ?? 0);
            if (answer.Refused.Count > 0)
            {
                await acts.RefusedAsync(caller, intent, act, fact.CaseNo, answer.Refused[0].Code);
                return answer.Refused[0].Code == BatchAnswer.CaseMoved ? new EntryOutcome.Moved() : new EntryOutcome.Refused(EventsAnswer.Of(answer).Refused);
            }

            if (answer.Accepted > 0)
                await acts.DoneAsync(caller, intent, act, fact.CaseNo, details);
            else
                await acts.RefusedAsync(caller, intent, act, fact.CaseNo, "nothing-to-do");
            return new EntryOutcome.Recorded(
                subject.Case?.Line.Id ?? (await FindAsync(caller.Tenant, subject.Department.Id, fact.CaseNo, CancellationToken.None))!.Value, fact.EventId);
        }
        catch (JournalUnavailableException)
        {
            return new EntryOutcome.Unknown();
        }
    }
}
