// Shows a term's definition while the mouse rests on it; tap and keyboard work through the native popover.
import { place } from "./popovers";

const restsFor = 250;

export function openTermsOnHover(): void {
  if (!matchMedia("(hover: hover)").matches) return;
  let timer = 0;
  document.addEventListener("mouseover", event => {
    const word = wordOf(event.target);
    if (!word) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => show(word), restsFor);
  });
  document.addEventListener("mouseout", event => {
    const word = wordOf(event.target);
    if (!word) return;
    clearTimeout(timer);
    hide(word);
  });
}

function wordOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(".term-word") : null;
}

function meaningOf(word: HTMLElement): HTMLElement | null {
  return document.getElementById(word.getAttribute("popovertarget") ?? "");
}

function show(word: HTMLElement): void {
  const meaning = meaningOf(word);
  if (!meaning || meaning.matches(":popover-open")) return;
  meaning.showPopover();
  meaning.dataset["hover"] = "";
  place(meaning);
}

function hide(word: HTMLElement): void {
  const meaning = meaningOf(word);
  if (!meaning || !("hover" in meaning.dataset)) return;
  delete meaning.dataset["hover"];
  if (meaning.matches(":popover-open")) meaning.hidePopover();
}
