// The last thirty days: drawn, as a table, and what is new today. Read again while the page lives, but seldom.
import type { DayOfTrend } from "../live/protocol";
import { bind, type Figures } from "./bind";
import { numberOf } from "./format";

const atMostEvery = 15_000;

export class Trend {
  #waiting = 0;

  constructor(private readonly jurisdiction: string, private readonly draw: (days: readonly DayOfTrend[]) => void) {}

  show(days: readonly DayOfTrend[]): void {
    this.draw(days);
    for (const day of days) {
      const row = document.querySelector(`#trend-table [data-day="${day.day}"]`);
      if (row) bind(row, figuresOfDay(day));
    }
    const today = days.at(-1);
    const tiles = document.querySelector("[data-totals]");
    if (today && tiles) bind(tiles, { "new.red": numberOf(today.red), "new.yellow": numberOf(today.yellow) });
  }

  readSoon(): void {
    if (this.#waiting === 0) this.#waiting = window.setTimeout(() => void this.#read(), atMostEvery);
  }

  async #read(): Promise<void> {
    this.#waiting = 0;
    const answer = await fetch(`/api/v1/totals/trend?jurisdiction=${encodeURIComponent(this.jurisdiction)}&days=30`).catch(() => null);
    if (answer?.ok) this.show(((await answer.json()) as { days: DayOfTrend[] }).days);
  }
}

function figuresOfDay(day: DayOfTrend): Figures {
  return {
    accepted: numberOf(day.accepted),
    closed: numberOf(day.closed),
    onTime: numberOf(day.onTime),
    late: numberOf(day.late),
  };
}
