namespace Web.Catalogue.Import;

/// <summary>A file of items that was uploaded to be looked at before it is taken in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FileName">As the uploader named it.</param>
/// <param name="Actor">Sign-in name of the uploader.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Options">How it is to be taken in.</param>
/// <param name="Body">The file.</param>
/// <param name="TakenAt">When it was taken in, UTC; null = not yet.</param>
/// <param name="Outcome">What became of it then.</param>
public sealed record ItemUpload(
    Guid Id, string FileName, string Actor, DateTimeOffset At, ItemImport.Options Options, byte[] Body, DateTimeOffset? TakenAt, ItemImportAnswer? Outcome)
{
    /// <summary>Its rows, or why it cannot be read.</summary>
    public async Task<ImportRows> ReadAsync(CancellationToken cancellation)
    {
        using var stream = new MemoryStream(Body, writable: false);
        return FileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? await ItemJsonRows.ReadAsync(stream, cancellation)
            : await ItemCsvRows.ReadAsync(stream, cancellation);
    }
}
