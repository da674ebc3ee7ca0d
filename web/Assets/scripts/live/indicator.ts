// Says in the bar whether the page is live, and greys the page when it has not been for a while.
import { clockOf } from "../figures/format";
import type { LiveState } from "./connection";

const bar = document.getElementById("live-state");
const note = document.getElementById("stale-note");
let asOf = "";

export function figuresAreOf(instant: string): void {
  asOf = instant;
}

let shown: LiveState | null = null;

export function showState(state: LiveState): void {
  if (state === shown && state !== "stale") return;
  shown = state;
  if (bar) {
    const words = bar.dataset[state] ?? "";
    bar.hidden = false;
    bar.dataset["state"] = state;
    const word = bar.querySelector(".live-word");
    if (word) word.textContent = words.replace("{0}", clockOf(asOf));
  }
  const stale = state === "stale";
  document.body.classList.toggle("is-stale", stale);
  if (!note) return;
  note.hidden = !stale;
  const text = note.querySelector(".stale-text");
  if (text && stale) text.textContent = (note.dataset["text"] ?? "").replace("{0}", clockOf(asOf));
}

export function onRetry(retry: () => void): void {
  document.getElementById("stale-retry")?.addEventListener("click", retry);
}
