namespace Web.Signals;

/// <summary>Signals as people look at them; their screen stands in Pages/Signals.</summary>
public static class SignalsModule
{
    /// <summary>Registers what the screen reads.</summary>
    public static IServiceCollection AddSignals(this IServiceCollection services) => services.AddSingleton<SignalListReader>();
}
