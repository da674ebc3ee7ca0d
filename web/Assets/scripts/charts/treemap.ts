// Jurisdictions by size (open cases) and state (the gravest signal, as colour and as shape in the label).
import type { Totals } from "../live/protocol";
import { numberOf } from "../figures/format";
import { chartIn, type ECBasicOption } from "./echarts";
import { onThemeChange, palette, type Palette } from "./palette";

export interface TreemapWords {
  open: string;
  overdue: string;
  green: string;
  yellow: string;
  red: string;
}

export function drawTreemap(
  element: HTMLElement, words: TreemapWords, opened: (jurisdiction: string) => void,
): (children: readonly Totals[]) => void {
  const chart = chartIn(element);
  let children: readonly Totals[] = [];
  const draw = (): void => chart.setOption(option(children, words));
  onThemeChange(draw);
  chart.on("click", event => {
    const key = (event.data as { key?: string } | undefined)?.key;
    if (key) opened(key);
  });
  return changed => {
    children = changed;
    draw();
  };
}

function option(children: readonly Totals[], words: TreemapWords): ECBasicOption {
  const colours = palette();
  return {
    animation: false,
    tooltip: {
      renderMode: "richText", confine: true,
      backgroundColor: colours.surface, borderColor: colours.line, textStyle: { color: colours.ink, fontSize: colours.size, fontFamily: colours.family },
      formatter: (about: { data?: { totals?: Totals } }) => (about.data?.totals ? describe(about.data.totals, words) : ""),
    },
    series: [{
      type: "treemap",
      left: 0, right: 0, top: 0, bottom: 0,
      roam: false, nodeClick: false, breadcrumb: { show: false },
      label: { fontSize: colours.size, fontFamily: colours.family, lineHeight: 1.4 * colours.size, overflow: "truncate" },
      itemStyle: { borderColor: colours.surface, borderWidth: 1, gapWidth: 1 },
      data: children.map(child => box(child, colours)),
    }],
  };
}

function box(child: Totals, colours: Palette): object {
  const { red, yellow } = child.signals;
  const mark = red > 0 ? `■ ${numberOf(red)}` : yellow > 0 ? `▲ ${numberOf(yellow)}` : "●";
  const [fill, ink] = shade(child, colours);
  return {
    name: child.name,
    key: child.jurisdiction,
    totals: child,
    value: Math.max(1, child.cases.open),
    itemStyle: { color: fill },
    label: { formatter: `${child.name}\n${mark}`, color: ink },
  };
}

// The more of its open cases carry a red signal, the redder; a pale tone is enough to find the eye.
function shade(child: Totals, colours: Palette): [string, string] {
  const open = Math.max(1, child.cases.open);
  const { red, yellow } = child.signals;
  if (red > 0) return [mix(colours.red, colours.surface, 0.25 + Math.min(0.5, (2 * red) / open)), colours.ink];
  if (yellow > 0) return [mix(colours.yellow, colours.surface, 0.2 + Math.min(0.4, yellow / open)), colours.ink];
  return [mix(colours.green, colours.surface, 0.18), colours.ink];
}

function mix(colour: string, ground: string, share: number): string {
  const from = channels(ground);
  const to = channels(colour);
  return `rgb(${from.map((value, at) => Math.round(value + (to[at]! - value) * share)).join(", ")})`;
}

function channels(hex: string): number[] {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, "$&$&") : hex;
  return [1, 3, 5].map(at => parseInt(full.slice(at, at + 2), 16));
}

function describe(totals: Totals, words: TreemapWords): string {
  const { cases, signals } = totals;
  return [
    totals.name,
    `${words.open} ${numberOf(cases.open)}   ${words.overdue} ${numberOf(cases.overdue)}`,
    `■ ${words.red} ${numberOf(signals.red)}   ▲ ${words.yellow} ${numberOf(signals.yellow)}   ● ${words.green} ${numberOf(signals.green)}`,
  ].join("\n");
}
