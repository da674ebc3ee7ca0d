// One connection to the hub: the full picture first, then changes; after a break it connects again by itself
// and the full picture comes first again.
import { HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";
import type { Changes, Picture } from "./protocol";

export type LiveState = "connecting" | "connected" | "reconnecting" | "stale" | "denied";

export interface LiveHandlers {
  picture(picture: Picture): void;
  changes(changes: Changes): void;
  state(state: LiveState): void;
}

const firstWaits = [0, 1_000, 2_000, 5_000];
const longestWait = 10_000;

// The hub confirms unchanged figures every 5 s: who hears nothing for three times as long looks at old ones.
const staleAfter = 15_000;

export class LiveConnection {
  readonly #hub: HubConnection;
  #silence = 0;
  #denied = false;

  constructor(private readonly jurisdiction: string, private readonly handlers: LiveHandlers) {
    this.#hub = new HubConnectionBuilder()
      .withUrl("/hubs/live")
      .withAutomaticReconnect({
        // A session that is over stays over: stop trying, and let the page ask to sign in.
        nextRetryDelayInMilliseconds: retry =>
          isUnauthorized(retry.retryReason) ? null : firstWaits[retry.previousRetryCount] ?? longestWait,
      })
      .configureLogging(LogLevel.None)
      .build();
    this.#hub.on("picture", (picture: Picture) => this.#heard(() => handlers.picture(picture)));
    this.#hub.on("changes", (changes: Changes) => this.#heard(() => handlers.changes(changes)));
    this.#hub.on("ended", () => this.#deny());
    this.#hub.onreconnecting(() => this.#tell("reconnecting"));
    this.#hub.onreconnected(() => void this.#watch());
    this.#hub.onclose(() => void this.#startAgain());
  }

  async start(): Promise<void> {
    this.#tell("connecting");
    this.#expect();
    await this.#connect();
  }

  /** Connects at once in the place of waiting for the next try. */
  async retry(): Promise<void> {
    this.#tell("reconnecting");
    this.#expect();
    if (this.#hub.state === HubConnectionState.Disconnected) await this.#connect();
    else await this.#hub.stop();
  }

  async #connect(): Promise<void> {
    try {
      await this.#hub.start();
    } catch (error) {
      // The page's own session is over too: it asks to sign in and comes back here.
      if (isUnauthorized(error)) location.reload();
      else void this.#startAgain();
      return;
    }
    await this.#watch();
  }

  async #watch(): Promise<void> {
    try {
      await this.#hub.invoke("Watch", this.jurisdiction);
    } catch (error) {
      if (String(error).includes("unknown-jurisdiction")) this.#deny();
    }
  }

  async #startAgain(): Promise<void> {
    if (this.#denied) return;
    this.#tell("reconnecting");
    await new Promise(resolve => setTimeout(resolve, firstWaits[2]));
    if (this.#hub.state === HubConnectionState.Disconnected) await this.#connect();
  }

  #heard(show: () => void): void {
    this.#expect();
    show();
    this.handlers.state("connected");
  }

  #expect(): void {
    clearTimeout(this.#silence);
    this.#silence = window.setTimeout(() => this.handlers.state("stale"), staleAfter);
  }

  // Once the figures are called stale they stay so until something new is heard.
  #tell(state: LiveState): void {
    if (!this.#denied && !document.body.classList.contains("is-stale")) this.handlers.state(state);
  }

  #deny(): void {
    this.#denied = true;
    clearTimeout(this.#silence);
    this.handlers.state("denied");
    void this.#hub.stop();
  }
}

function isUnauthorized(error: unknown): boolean {
  return /\b40[13]\b/.test(String(error));
}
