namespace Grains.Journal;

/// <summary>A batch on its way through a lane, with the promise of an answer.</summary>
internal sealed class PendingBatch(CaseBatch batch)
{
    private const int MostTries = 3;

    private readonly TaskCompletionSource<BatchAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _tries;

    public CaseBatch Batch { get; } = batch;

    public Task<BatchAnswer> Answered => _answer.Task;

    public bool TryAgain() => ++_tries < MostTries;

    public void Answer(BatchAnswer answer) => _answer.TrySetResult(answer);

    public void Fail(Exception failure) => _answer.TrySetException(failure);
}
