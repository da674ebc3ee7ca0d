// One connection to the hub: the full picture first, then changes; after a break it connects again by itself
// and the full picture comes first again.
import { HttpTransportType, HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";

export type LiveState = "connecting" | "connected" | "reconnecting" | "stale" | "denied";

export interface LiveHandlers<Picture, Changes> {
  picture(picture: Picture): void;
  changes(changes: Changes): void;
  state(state: LiveState): void;
}

const firstWaits = [0, 1_000, 2_000, 5_000];
const longestWait = 10_000;
const staleAfter = 15_000;

export class LiveConnection<Picture, Changes> {
  readonly #hub: HubConnection;
  #stale = 0;
  #denied = false;

  constructor(private readonly jurisdiction: string, private readonly handlers: LiveHandlers<Picture, Changes>) {
    this.#hub = new HubConnectionBuilder()
      .withUrl("/hubs/live", { transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: retry => firstWaits[retry.previousRetryCount] ?? longestWait })
      .configureLogging(LogLevel.None)
      .build();
    this.#hub.on("picture", (picture: Picture) => handlers.picture(picture));
    this.#hub.on("changes", (changes: Changes) => handlers.changes(changes));
    this.#hub.onreconnecting(() => this.#lost());
    this.#hub.onreconnected(() => void this.#watch());
    this.#hub.onclose(() => void this.#startAgain());
  }

  async start(): Promise<void> {
    this.handlers.state("connecting");
    try {
      await this.#hub.start();
      await this.#watch();
    } catch (error) {
      if (isDenied(error)) this.#deny();
      else await this.#startAgain();
    }
  }

  /** Connects at once in the place of waiting for the next try. */
  async retry(): Promise<void> {
    if (this.#hub.state === HubConnectionState.Reconnecting) await this.#hub.stop();
    else if (this.#hub.state === HubConnectionState.Disconnected) await this.start();
  }

  async #watch(): Promise<void> {
    try {
      await this.#hub.invoke("Watch", this.jurisdiction);
      clearTimeout(this.#stale);
      this.#stale = 0;
      this.handlers.state("connected");
    } catch (error) {
      if (this.#hub.state === HubConnectionState.Connected || isDenied(error)) this.#deny();
    }
  }

  #lost(): void {
    if (this.#denied) return;
    if (this.#stale === 0) {
      this.handlers.state("reconnecting");
      this.#stale = window.setTimeout(() => this.handlers.state("stale"), staleAfter);
    }
  }

  #deny(): void {
    this.#denied = true;
    clearTimeout(this.#stale);
    this.handlers.state("denied");
    void this.#hub.stop();
  }

  async #startAgain(): Promise<void> {
    if (this.#denied) return;
    this.#lost();
    await new Promise(resolve => setTimeout(resolve, longestWait / 4));
    if (this.#hub.state !== HubConnectionState.Disconnected) return;
    try {
      await this.#hub.start();
      await this.#watch();
    } catch (error) {
      if (isDenied(error)) this.#deny();
      else void this.#startAgain();
    }
  }
}

function isDenied(error: unknown): boolean {
  const status = (error as { statusCode?: number }).statusCode;
  return status === 401 || status === 403;
}
