// The feed of escalations: newest first. While somebody points at it, new ones wait behind a button.
import type { Escalation } from "../live/protocol";
import { momentOf } from "./format";

const longest = 50;

export class Feed {
  readonly #list: HTMLElement;
  readonly #template: HTMLTemplateElement;
  readonly #waitingButton: HTMLButtonElement | null;
  #waiting: Escalation[] = [];

  constructor(private readonly root: HTMLElement, private readonly names: Record<string, string>) {
    this.#list = root.querySelector<HTMLElement>("[data-feed]")!;
    this.#template = root.querySelector<HTMLTemplateElement>("template")!;
    this.#waitingButton = root.querySelector("[data-feed-waiting]");
    this.#waitingButton?.addEventListener("click", () => this.#release());
    root.addEventListener("mouseleave", () => this.#release());
  }

  /** Shows escalations that are new or changed, newest first; one already shown is replaced where it stands. */
  add(escalations: readonly Escalation[]): void {
    for (const escalation of [...escalations].reverse()) {
      const shown = this.#find(escalation);
      if (shown) shown.replaceWith(this.#item(escalation));
      else this.#waiting.push(escalation);
    }
    if (this.root.matches(":hover") && this.#list.childElementCount > 0) this.#tellWaiting();
    else this.#release();
  }

  /** Shows exactly these, newest first. */
  replace(escalations: readonly Escalation[]): void {
    this.#waiting = [];
    this.#list.replaceChildren(...escalations.map(escalation => this.#item(escalation)));
    this.#tellWaiting();
  }

  #find(escalation: Escalation): Element | null {
    return this.#list.querySelector(`[data-escalation="${CSS.escape(idOf(escalation))}"]`);
  }

  #release(): void {
    for (const escalation of this.#waiting) {
      const item = this.#item(escalation);
      item.classList.add("arrived");
      this.#list.prepend(item);
    }
    this.#waiting = [];
    while (this.#list.childElementCount > longest) this.#list.lastElementChild?.remove();
    this.#tellWaiting();
  }

  #tellWaiting(): void {
    if (this.#waitingButton) {
      this.#waitingButton.hidden = this.#waiting.length === 0;
      this.#waitingButton.textContent = (this.#waitingButton.dataset["text"] ?? "").replace("{0}", String(this.#waiting.length));
    }
    const empty = this.root.querySelector<HTMLElement>("[data-feed-empty]");
    if (empty) empty.hidden = this.#list.childElementCount > 0;
  }

  #item(escalation: Escalation): HTMLElement {
    const item = this.#template.content.firstElementChild!.cloneNode(true) as HTMLElement;
    item.dataset["escalation"] = idOf(escalation);
    const words: Record<string, string> = {
      place: escalation.name,
      department: escalation.department,
      item: escalation.item,
      rule: this.names[escalation.rule] ?? escalation.rule,
      clause: escalation.clause,
      raised: momentOf(escalation.raisedAt),
      since: momentOf(escalation.trueFrom),
    };
    for (const part of item.querySelectorAll<HTMLElement>("[data-part]")) {
      part.textContent = words[part.dataset["part"] ?? ""] ?? "";
    }
    item.querySelector("a[data-part=place]")?.setAttribute("href", `/?jurisdiction=${encodeURIComponent(escalation.jurisdiction)}`);
    const contradicted = item.querySelector<HTMLElement>("[data-contradicted]");
    if (contradicted) contradicted.hidden = !escalation.contradicted;
    return item;
  }
}

function idOf(escalation: Escalation): string {
  return `${escalation.jurisdiction}/${escalation.signal}`;
}
