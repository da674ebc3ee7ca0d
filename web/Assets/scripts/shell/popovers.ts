// Puts a popover beside the button that opened it, inside the window; without this it would sit in the middle.
const margin = 8;

export function placePopovers(): void {
  document.addEventListener("toggle", event => {
    const popover = event.target as HTMLElement;
    if ((event as ToggleEvent).newState === "open" && popover.matches(".menu, .term-meaning")) place(popover);
  }, true);
}

export function place(popover: HTMLElement): void {
  const opener = document.querySelector(`[popovertarget="${CSS.escape(popover.id)}"]`);
  if (!opener) return;
  const from = opener.getBoundingClientRect();
  const own = popover.getBoundingClientRect();
  const atEnd = popover.classList.contains("menu-end");
  const left = clamp(atEnd ? from.right - own.width : from.left, innerWidth - own.width - margin);
  const below = from.bottom + 4;
  const fitsBelow = below + own.height <= innerHeight - margin;
  const top = fitsBelow ? below : Math.max(margin, from.top - own.height - 4);
  Object.assign(popover.style, { inset: "auto", left: `${left}px`, top: `${top}px` });
}

function clamp(value: number, largest: number): number {
  return Math.max(margin, Math.min(value, largest));
}
