// The tree table: rows open in place, figures change in place, and rows change places only while nobody points at them.
import htmx from "../shell/htmx";
import { bind } from "./bind";
import { drawMix } from "./mix";
import { bySorting, figureOfRow, type Sorting } from "./sorting";
import { figuresOfLine, sortableOf, type Line } from "./lines";

export class TreeTable {
  readonly #body: HTMLTableSectionElement;
  #sorting: Sorting = { by: "trouble", descending: true };
  #waiting = false;

  constructor(private readonly table: HTMLTableElement) {
    this.#body = table.tBodies[0]!;
    this.#body.addEventListener("click", event => this.#clicked(event));
    this.#body.addEventListener("keydown", event => this.#pressed(event));
    table.tHead?.addEventListener("click", event => this.#headClicked(event));
    table.addEventListener("mouseleave", () => this.#sortIfWaiting());
    table.addEventListener("focusout", () => this.#sortIfWaiting());
  }

  /** Writes the figures of lines into their rows and puts the rows in order once nobody points at them. */
  update(changed: Iterable<Line>): void {
    let any = false;
    for (const line of changed) {
      const row = this.#row(line.key);
      if (!row) continue;
      any = true;
      bind(row, figuresOfLine(line));
      Object.assign(row.dataset, sortableOf(line));
      showWorst(row);
    }
    if (!any) return;
    this.drawMixes();
    this.#waiting = true;
    this.#sortIfWaiting();
  }

  /** Whether the departments of a jurisdiction are on the table. */
  showsDepartmentsOf(jurisdiction: string): boolean {
    return this.#body.querySelector(`[data-key^="${CSS.escape(jurisdiction)}/"]:not([data-own-of])`) !== null;
  }

  /** Opens a jurisdiction's row and brings it into sight. */
  open(key: string): void {
    const twist = this.#row(key)?.querySelector<HTMLButtonElement>("button.twist");
    if (twist?.getAttribute("aria-expanded") === "false") void this.#toggle(twist);
    twist?.scrollIntoView({ block: "nearest" });
    twist?.focus({ preventScroll: true });
  }

  /** Draws every row's bar to the scale of its siblings. */
  drawMixes(): void {
    const largest = new Map<string, number>();
    for (const row of this.#rows()) {
      const parent = row.dataset["parent"] ?? "";
      largest.set(parent, Math.max(largest.get(parent) ?? 1, signalsOf(row)));
    }
    for (const row of this.#rows()) drawMix(row, largest.get(row.dataset["parent"] ?? "") ?? 1);
  }

  #rows(): HTMLTableRowElement[] {
    return [...this.#body.rows];
  }

  #row(key: string): HTMLTableRowElement | undefined {
    return this.#rows().find(row => row.dataset["key"] === key);
  }

  #clicked(event: Event): void {
    const twist = (event.target as Element).closest<HTMLButtonElement>("button.twist");
    if (twist) void this.#toggle(twist);
  }

  #pressed(event: KeyboardEvent): void {
    const row = (event.target as Element).closest("tr");
    if (!row) return;
    const twist = row.querySelector<HTMLButtonElement>("button.twist");
    const open = twist?.getAttribute("aria-expanded") === "true";
    if (event.key === "ArrowRight" && twist && !open) void this.#toggle(twist);
    else if (event.key === "ArrowLeft" && twist && open) void this.#toggle(twist);
    else if (event.key === "ArrowDown") focusIn(nextShown(row, "nextElementSibling"));
    else if (event.key === "ArrowUp") focusIn(nextShown(row, "previousElementSibling"));
    else return;
    event.preventDefault();
  }

  async #toggle(twist: HTMLButtonElement): Promise<void> {
    const row = twist.closest("tr")!;
    const open = twist.getAttribute("aria-expanded") !== "true";
    twist.setAttribute("aria-expanded", String(open));
    twist.setAttribute("aria-label", (open ? twist.dataset["close"] : twist.dataset["open"]) ?? "");
    if (open && !twist.dataset["read"]) {
      twist.dataset["read"] = "yes";
      twist.setAttribute("aria-busy", "true");
      await htmx.ajax("GET", twist.dataset["rows"] ?? "", { target: row, swap: "afterend" });
      twist.removeAttribute("aria-busy");
      this.drawMixes();
    }
    this.#show(row.dataset["key"] ?? "", open);
  }

  #show(parent: string, shown: boolean): void {
    for (const row of this.#rows()) {
      if (row.dataset["parent"] !== parent) continue;
      row.hidden = !shown;
      const open = row.querySelector("button.twist")?.getAttribute("aria-expanded") === "true";
      if (open) this.#show(row.dataset["key"] ?? "", shown);
    }
  }

  #headClicked(event: Event): void {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[data-sort]");
    if (!button) return;
    const by = button.dataset["sort"] ?? "trouble";
    this.#sorting = { by, descending: this.#sorting.by === by ? !this.#sorting.descending : by !== "name" };
    for (const head of this.table.tHead!.querySelectorAll("th[aria-sort]")) head.removeAttribute("aria-sort");
    button.closest("th")?.setAttribute("aria-sort", this.#sorting.descending ? "descending" : "ascending");
    this.#sort();
  }

  #sortIfWaiting(): void {
    if (!this.#waiting || this.table.matches(":hover") || this.table.contains(document.activeElement)) return;
    this.#sort();
  }

  #sort(): void {
    this.#waiting = false;
    const byParent = new Map<string, HTMLTableRowElement[]>();
    for (const row of this.#rows()) {
      const parent = row.dataset["parent"] ?? "";
      byParent.set(parent, [...(byParent.get(parent) ?? []), row]);
    }
    const ordered: HTMLTableRowElement[] = [];
    const add = (parent: string): void => {
      for (const row of (byParent.get(parent) ?? []).sort(bySorting(this.#sorting))) {
        ordered.push(row);
        if (row.dataset["key"]) add(row.dataset["key"]);
      }
    };
    add("");
    if (ordered.every((row, at) => this.#body.rows[at] === row)) return;
    this.#body.append(...ordered);
  }
}

function showWorst(row: HTMLTableRowElement): void {
  const worst = ["red", "yellow", "green"].find(colour => figureOfRow(row, colour) > 0) ?? "none";
  for (const mark of row.querySelectorAll<HTMLElement>("[data-worst]")) mark.hidden = mark.dataset["worst"] !== worst;
}

function signalsOf(row: HTMLTableRowElement): number {
  return figureOfRow(row, "red") + figureOfRow(row, "yellow") + figureOfRow(row, "green");
}

function nextShown(row: Element, step: "nextElementSibling" | "previousElementSibling"): Element | null {
  let at = row[step];
  while (at instanceof HTMLElement && at.hidden) at = at[step];
  return at;
}

function focusIn(row: Element | null): void {
  (row?.querySelector<HTMLElement>("button.twist, a") ?? null)?.focus();
}
