// On the wall nobody scrolls: where a table's rows do not all fit, whole rows are shown, and one sheet of them after the other.
const staying = 12_000;

export function turnSheets(frame: HTMLElement, place: HTMLElement): void {
  const table = frame.querySelector("table")!;
  let first = 0;

  const turn = (by: number): void => {
    frame.style.maxHeight = "";
    frame.style.flex = "";
    place.hidden = true;
    if (!isWall()) return;
    const rows = [...(table.tBodies[0]?.rows ?? [])].filter(row => !row.hidden);
    const head = table.tHead?.getBoundingClientRect().height ?? 0;
    // Fractions count: rounded, they would cut the last line of a long sheet.
    const height = Math.max(0, ...rows.map(row => row.getBoundingClientRect().height));
    const fit = height > 0 ? Math.max(1, Math.floor((frame.clientHeight - head) / height)) : rows.length;
    if (fit >= rows.length) {
      first = 0;
      frame.scrollTop = 0;
      return;
    }
    first = first + by * fit >= rows.length ? 0 : first + by * fit;
    // The last sheet is full too, so that nothing on the wall changes its height.
    const from = Math.min(first, rows.length - fit);
    frame.style.flex = "none";
    const top = rows[from]!.getBoundingClientRect().top;
    const shown = rows[from + fit - 1]!.getBoundingClientRect().bottom - top;
    frame.style.maxHeight = `${head + shown + frame.offsetHeight - frame.clientHeight}px`;
    frame.scrollTop += top - frame.getBoundingClientRect().top - frame.clientTop - head;
    place.textContent = `${from + 1}–${from + fit} / ${rows.length}`;
    place.hidden = false;
  };

  const again = (): void => {
    turn(0);
  };
  new MutationObserver(again).observe(document.body, { attributeFilter: ["class"] });
  addEventListener("resize", again);
  setInterval(() => turn(1), staying);
  again();
}

// A small window keeps the usual page, which scrolls.
function isWall(): boolean {
  return document.body.classList.contains("wall") && matchMedia("(min-width: 1200px)").matches;
}
