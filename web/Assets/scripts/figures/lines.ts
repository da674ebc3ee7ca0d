// The lines of the tree table: jurisdictions, a jurisdiction's own offices (what its children leave over), departments.
import type { CaseFigures, DayFigures, DepartmentFigures, SignalFigures, Totals } from "../live/protocol";
import type { Figures } from "./bind";
import { numberOf } from "./format";

export interface Line {
  key: string;
  name: string;
  cases: CaseFigures;
  today?: DayFigures;
  signals: SignalFigures;
}

/** Every line below a jurisdiction that its totals tell of. */
export function* linesBelow(totals: Totals): Generator<Line> {
  if (totals.children.length === 0) return;
  yield { key: `${totals.jurisdiction}/own`, name: totals.name, ...ownOf(totals) };
  for (const child of totals.children) {
    yield lineOf(child);
    yield* linesBelow(child);
  }
}

/** The children alone, without what is below them. */
export function childrenOf(totals: Totals): Line[] {
  return totals.children.map(lineOf);
}

export function* linesOf(jurisdiction: string, departments: readonly DepartmentFigures[]): Generator<Line> {
  for (const { department, name, cases, signals } of departments) yield { key: `${jurisdiction}/${department}`, name, cases, signals };
}

export function figuresOfLine(line: Line): Figures {
  const figures: Figures = {
    red: numberOf(line.signals.red),
    yellow: numberOf(line.signals.yellow),
    green: numberOf(line.signals.green),
    overdue: numberOf(line.cases.overdue),
    open: numberOf(line.cases.open),
  };
  if (line.today) {
    figures["today.accepted"] = numberOf(line.today.accepted);
    figures["today.closed"] = numberOf(line.today.closed);
  }
  return figures;
}

/** What the table sorts and draws by, as data attributes. */
export function sortableOf(line: Line): Record<string, string> {
  const { signals, cases, today } = line;
  const sortable: Record<string, number> = {
    red: signals.red, yellow: signals.yellow, green: signals.green, overdue: cases.overdue, open: cases.open,
    accepted: today?.accepted ?? 0, closed: today?.closed ?? 0,
  };
  return Object.fromEntries(Object.entries(sortable).map(([name, value]) => [name, String(value)]));
}

function lineOf({ jurisdiction, name, cases, today, signals }: Totals): Line {
  return { key: jurisdiction, name, cases, today, signals };
}

function ownOf(totals: Totals): Omit<Line, "key" | "name"> {
  return {
    cases: without(totals.cases, totals.children.map(child => child.cases)),
    today: without(totals.today, totals.children.map(child => child.today)),
    signals: without(totals.signals, totals.children.map(child => child.signals)),
  };
}

function without<T extends object>(whole: T, parts: readonly T[]): T {
  const rest = { ...whole } as Record<string, number>;
  for (const part of parts) {
    for (const [name, value] of Object.entries(part)) rest[name] = (rest[name] ?? 0) - (value as number);
  }
  return rest as T;
}
