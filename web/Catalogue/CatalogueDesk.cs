using Grains.Catalogue;

namespace Web.Catalogue;

/// <summary>The items that a transaction works on, as they are and as they become.</summary>
/// <param name="today">Today in the jurisdiction's zone.</param>
/// <param name="departments">Departments by code; an id of zero is that of one which is registered once an item of it is kept.</param>
/// <param name="lastId">The greatest id of an item so far.</param>
internal sealed class CatalogueDesk(DateOnly today, Dictionary<string, (int Id, bool Vertical)> departments, int lastId)
{
    private readonly Dictionary<string, Folder> _folders = new(StringComparer.Ordinal);
    private int _lastId = lastId;

    /// <summary>Whether anything is to be written.</summary>
    public bool HasChanges => _folders.Values.Any(f => f.New.Count > 0);

    /// <summary>Codes of the departments of changed items that are yet to be registered, in order.</summary>
    public IReadOnlyList<string> MissingDepartments =>
        [.. Changed.Select(f => f.Named.Department).Where(code => departments[code].Id == 0).Distinct(StringComparer.Ordinal)];

    /// <summary>Items of which something happened.</summary>
    public IReadOnlyList<(int Id, int Department, string Code, ItemContent Content)> ChangedItems =>
        [.. Changed.Select(f => (f.Id, departments[f.Named.Department].Id, f.Named.Code, f.Named))];

    /// <summary>What happened, with its number in the item's history.</summary>
    public IReadOnlyList<(int Item, int N, ItemEvent Happened)> NewEvents =>
        [.. Changed.SelectMany(f => f.New.Select((happened, i) => (f.Id, f.Known + i + 1, happened)))];

    /// <summary>Versions that are no longer what they were.</summary>
    public IReadOnlyList<(int Item, ItemState.Version Version)> ChangedVersions =>
        [.. Changed.SelectMany(f => f.State.Versions.Where(v => !f.Before.Versions.Contains(v)).Select(v => (f.Id, v)))];

    private IEnumerable<Folder> Changed => _folders.Values.Where(f => f.New.Count > 0);

    /// <summary>Takes in what is known of an item: its events one by one, or none.</summary>
    public void Remember(int id, string code, ItemEvent? happened)
    {
        if (!_folders.TryGetValue(code, out var folder))
            _folders[code] = folder = new(id);
        if (happened is not null)
            folder.Recall(happened);
    }

    /// <summary>Takes in a department as it is registered.</summary>
    public void Know(string department, int id, bool vertical) => departments[department] = (id, vertical);

    /// <summary>Carries out an order: all of it, or nothing where one of its commands is refused.</summary>
    public ItemOutcome Carry(ItemOrder order)
    {
        var folder = _folders.GetValueOrDefault(order.Code) ?? new(_lastId + 1);
        var (events, refusal) = Decide(order, folder);
        if (refusal is null)
            folder.Add(events);
        if (folder.New.Count > 0 && _folders.TryAdd(order.Code, folder))
            _lastId = folder.Id;
        return new(order.Code, folder.State, refusal is null && events.Count > 0, refusal);
    }

    private (IReadOnlyList<ItemEvent> Events, ItemRefusal? Refusal) Decide(ItemOrder order, Folder folder)
    {
        var (state, events) = (folder.State, new List<ItemEvent>());
        foreach (var command in order.Commands(new(today, state, IsVertical)))
        {
            var department = command is ItemCommand.Draft { Content: var content } ? content.Department : DepartmentOf(state);
            if (department is not null && !departments.ContainsKey(department))
                return ([], new ItemRefusal.DepartmentUnknown(department));
            var decision = ItemLife.Decide(state, command, department is not null && IsVertical(department));
            if (decision.Refusal is not null)
                return ([], decision.Refusal);
            state = decision.Events.Aggregate(state, ItemLife.Evolve);
            events.AddRange(decision.Events);
        }

        return (events, null);
    }

    /// <summary>Code of the department; null before the first draft.</summary>
    private static string? DepartmentOf(ItemState state) => state.Versions is [var first, ..] ? first.Content.Department : null;

    private bool IsVertical(string department) => departments.TryGetValue(department, out var found) && found.Vertical;

    private sealed class Folder(int id)
    {
        public int Id => id;

        /// <summary>How many events the database has.</summary>
        public int Known { get; private set; }

        public ItemState Before { get; private set; } = ItemState.None;

        public ItemState State { get; private set; } = ItemState.None;

        public List<ItemEvent> New { get; } = [];

        /// <summary>The document whose name the item goes by: that in force, else the draft.</summary>
        public ItemContent Named => (State.Latest ?? State.Versions[^1]).Content;

        public void Recall(ItemEvent happened)
        {
            Known++;
            Before = State = ItemLife.Evolve(State, happened);
        }

        public void Add(IEnumerable<ItemEvent> events)
        {
            foreach (var happened in events)
            {
                State = ItemLife.Evolve(State, happened);
                New.Add(happened);
            }
        }
    }
}
