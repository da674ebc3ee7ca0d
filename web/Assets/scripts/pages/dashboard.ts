// The live dashboard: the server has drawn it; from here on the hub keeps it true.
import { drawTreemap, type TreemapWords } from "../charts/treemap";
import { drawTrend, type TrendWords } from "../charts/trend";
import { bind } from "../figures/bind";
import { Trend } from "../figures/trend";
import { Departments } from "../figures/departments";
import { Feed } from "../figures/feed";
import { childrenOf, linesBelow, type Line } from "../figures/lines";
import { figuresOf } from "../figures/totals";
import { TreeTable } from "../figures/tree";
import { LiveConnection } from "../live/connection";
import { figuresAreOf, onRetry, showState } from "../live/indicator";
import type { DayOfTrend, Totals } from "../live/protocol";
import { keepWall } from "../shell/wall";
import { turnSheets } from "../shell/wallSheets";

interface DashboardData {
  totals: Totals;
  trend: DayOfTrend[];
  words: TreemapWords & TrendWords;
  lines: Line[];
  rules: Record<string, string>;
}

const root = document.getElementById("dashboard")!;
const data = JSON.parse(document.getElementById("dashboard-data")!.textContent ?? "{}") as DashboardData;
const jurisdiction = root.dataset["jurisdiction"] ?? "";
const table = document.getElementById("tree") as HTMLTableElement | null;
const tree = table ? new TreeTable(table) : null;
const departments = tree ? new Departments(tree, (read, lines) => {
  if (read === jurisdiction) map(lines);
}) : null;
const feed = new Feed(document.getElementById("feed")!, data.rules);
const map = drawTreemap(document.getElementById("treemap")!, data.words, key => tree?.open(key));
const trend = new Trend(jurisdiction, drawTrend(document.getElementById("trend")!, data.words));

keepWall(root);
show(data.totals);
trend.show(data.trend);
if (data.totals.children.length === 0) map(data.lines);
if (table) turnSheets(table.parentElement!, root.querySelector("[data-sheet]")!);

const live = new LiveConnection(jurisdiction, {
  picture: picture => {
    show(picture.totals);
    feed.replace(picture.escalations);
    trend.readSoon();
  },
  changes: changes => {
    merge(data.totals, changes.totals);
    show(data.totals);
    feed.add(changes.escalations);
    trend.readSoon();
    departments?.changed(changes.totals);
  },
  state: showState,
});
onRetry(() => void live.retry());
void live.start();

function show(totals: Totals): void {
  data.totals = totals;
  figuresAreOf(totals.asOf);
  bind(root.querySelector(".page-top")!, figuresOf(totals));
  bind(root.querySelector("[data-totals]")!, figuresOf(totals));
  const lines = [...linesBelow(totals)];
  tree?.update(lines);
  if (totals.children.length > 0) map(childrenOf(totals));
}

function* everyChild(totals: Totals): Generator<Totals> {
  for (const child of totals.children) {
    yield child;
    yield* everyChild(child);
  }
}

function merge(into: Totals, changed: readonly Totals[]): void {
  const byKey = new Map(changed.map(totals => [totals.jurisdiction, totals]));
  for (const totals of [into, ...everyChild(into)]) {
    const { children: _, ...figures } = byKey.get(totals.jurisdiction) ?? totals;
    Object.assign(totals, figures);
  }
}
