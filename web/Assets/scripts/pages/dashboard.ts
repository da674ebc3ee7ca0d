// The live dashboard: the server has drawn it; from here on the hub keeps it true.
import { drawTreemap, type TreemapWords } from "../charts/treemap";
import { drawTrend, type TrendWords } from "../charts/trend";
import { bind } from "../figures/bind";
import { Feed } from "../figures/feed";
import { figuresOf } from "../figures/totals";
import { TreeTable } from "../figures/tree";
import { LiveConnection } from "../live/connection";
import { figuresAreOf, onRetry, showState } from "../live/indicator";
import type { Changes, DayOfTrend, Picture, Totals } from "../live/protocol";
import { keepWall } from "../shell/wall";

interface DashboardData {
  totals: Totals;
  trend: DayOfTrend[];
  words: TreemapWords & TrendWords;
}

const root = document.getElementById("dashboard")!;
const data = JSON.parse(document.getElementById("dashboard-data")!.textContent ?? "{}") as DashboardData;
const jurisdiction = root.dataset["jurisdiction"] ?? "";
const table = document.getElementById("tree") as HTMLTableElement | null;
const tree = table ? new TreeTable(table) : null;
const feed = new Feed(document.getElementById("feed")!);
const map = drawTreemap(document.getElementById("treemap")!, data.words, key => tree?.open(key));
const trend = drawTrend(document.getElementById("trend")!, data.words);

keepWall(root);
show(data.totals);
trend(data.trend);

const live = new LiveConnection<Picture, Changes>(jurisdiction, {
  picture: picture => {
    show(picture.totals);
    feed.replace(picture.escalations);
  },
  changes: changes => {
    merge(data.totals, changes.totals);
    show(data.totals);
    feed.add(changes.escalations);
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
  tree?.update(everyChild(totals));
  map(totals.children);
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
