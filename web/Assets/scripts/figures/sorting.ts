// The order of rows: by trouble (red, then overdue, then yellow) until somebody asks for a column.
export interface Sorting {
  by: string;
  descending: boolean;
}

const trouble = ["red", "overdue", "yellow"];

export function figureOfRow(row: HTMLElement, figure: string): number {
  return Number(row.dataset[figure] ?? 0);
}

export function bySorting(sorting: Sorting): (a: HTMLElement, b: HTMLElement) => number {
  const sign = sorting.descending ? -1 : 1;
  if (sorting.by === "name") return (a, b) => sign * nameOf(a).localeCompare(nameOf(b), "zh-CN");
  const figures = sorting.by === "trouble" ? trouble : [sorting.by];
  return (a, b) => {
    for (const figure of figures) {
      const difference = figureOfRow(a, figure) - figureOfRow(b, figure);
      if (difference !== 0) return sign * difference;
    }
    return (a.dataset["key"] ?? "") < (b.dataset["key"] ?? "") ? -1 : 1;
  };
}

function nameOf(row: HTMLElement): string {
  return row.dataset["name"] ?? "";
}
