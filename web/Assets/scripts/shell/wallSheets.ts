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
    const head = table.tHead?.offsetHeight ?? 0;
    const height = rows[0]?.offsetHeight ?? 0;
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
    frame.style.maxHeight = `${head + fit * height}px`;
    frame.scrollTop = rows[from]!.offsetTop - head;
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
  return document.body.classList.contains("wall") && matchMedia("(min-width: 900px)").matches;
}
