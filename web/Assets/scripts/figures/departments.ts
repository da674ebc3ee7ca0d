// Departments are not in the live picture: those on the table are read again when their jurisdiction has changed.
import type { DepartmentFigures, Totals } from "../live/protocol";
import { linesOf, type Line } from "./lines";
import type { TreeTable } from "./tree";

const atMostEvery = 2_000;

export class Departments {
  readonly #waiting = new Set<string>();

  constructor(private readonly tree: TreeTable, private readonly read: (jurisdiction: string, lines: readonly Line[]) => void) {}

  changed(totals: readonly Totals[]): void {
    for (const { jurisdiction } of totals) {
      if (this.#waiting.has(jurisdiction) || !this.tree.showsDepartmentsOf(jurisdiction)) continue;
      this.#waiting.add(jurisdiction);
      setTimeout(() => void this.#read(jurisdiction), atMostEvery);
    }
  }

  async #read(jurisdiction: string): Promise<void> {
    this.#waiting.delete(jurisdiction);
    const answer = await fetch(`/api/v1/totals/departments?jurisdiction=${encodeURIComponent(jurisdiction)}`).catch(() => null);
    if (!answer?.ok) return;
    const { departments } = (await answer.json()) as { departments: DepartmentFigures[] };
    const lines = [...linesOf(jurisdiction, departments)];
    this.tree.update(lines);
    this.read(jurisdiction, lines);
  }
}
