// The colour bar of a row: red, yellow and green signals, as long as the row's share of its largest sibling.
import { figureOfRow } from "./sorting";

const colours = ["red", "yellow", "green"] as const;

export function drawMix(row: HTMLElement, largest: number): void {
  let from = 0;
  for (const colour of colours) {
    const part = row.querySelector(`.mix-${colour}`);
    const width = (100 * figureOfRow(row, colour)) / Math.max(1, largest);
    part?.setAttribute("x", from.toFixed(2));
    part?.setAttribute("width", width.toFixed(2));
    from += width;
  }
}
