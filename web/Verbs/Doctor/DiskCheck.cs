using System.Globalization;

namespace Web.Verbs.Doctor;

/// <summary>How much room the data folder's disk has left.</summary>
internal static class DiskCheck
{
    private const double Gibibyte = 1024 * 1024 * 1024;
    private const double Scarce = 10 * Gibibyte;
    private const double Critical = 2 * Gibibyte;

    /// <summary>Measures the disk of a folder.</summary>
    public static Finding Run(string folder)
    {
        var disk = new DriveInfo(folder);
        return new(
            "disk",
            disk.AvailableFreeSpace < Critical ? Light.Red : disk.AvailableFreeSpace < Scarce ? Light.Yellow : Light.Green,
            string.Create(CultureInfo.InvariantCulture, $"{disk.AvailableFreeSpace / Gibibyte:0.0} GiB free of {disk.TotalSize / Gibibyte:0.0}"));
    }
}
