// Jurisdictions, or departments, by size (open cases) and state (the gravest signal, as colour and as shape in the label).
import type { Line } from "../figures/lines";
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
  element: HTMLElement, words: TreemapWords, opened: (key: string) => void,
): (lines: readonly Line[]) => void {
  const chart = chartIn(element);
  let lines: readonly Line[] = [];
  const draw = (): void => chart.setOption(option(lines, words));
  onThemeChange(draw);
  chart.on("click", event => {
    const key = (event.data as { key?: string } | undefined)?.key;
    if (key) opened(key);
  });
  return changed => {
    lines = changed;
    draw();
  };
}

function option(lines: readonly Line[], words: TreemapWords): ECBasicOption {
  const colours = palette();
  return {
    animation: false,
    tooltip: {
      renderMode: "richText", confine: true,
      backgroundColor: colours.surface, borderColor: colours.line, textStyle: { color: colours.ink, fontSize: colours.size, fontFamily: colours.family },
      formatter: (about: { data?: { line?: Line } }) => (about.data?.line ? describe(about.data.line, words) : ""),
    },
    series: [{
      type: "treemap",
      left: 0, right: 0, top: 0, bottom: 0,
      roam: false, nodeClick: false, breadcrumb: { show: false },
      label: { fontSize: colours.size, fontFamily: colours.family, lineHeight: 1.4 * colours.size, overflow: "truncate" },
      itemStyle: { borderColor: colours.surface, borderWidth: 1, gapWidth: 1 },
      data: lines.map(line => box(line, colours)),
    }],
  };
}

function box(line: Line, colours: Palette): object {
  const { red, yellow, green } = line.signals;
  const mark = red > 0 ? `■ ${numberOf(red)}` : yellow > 0 ? `▲ ${numberOf(yellow)}` : green > 0 ? `● ${numberOf(green)}` : "○";
  const [fill, ink] = shade(line, colours);
  return {
    name: line.name,
    key: line.key,
    line,
    value: Math.max(1, line.cases.open),
    itemStyle: { color: fill },
    label: { formatter: `${line.name}\n${mark}`, color: ink },
  };
}

// The more of its open cases carry a red signal, the redder; a pale tone is enough to find the eye.
function shade(line: Line, colours: Palette): [string, string] {
  const open = Math.max(1, line.cases.open);
  const { red, yellow, green } = line.signals;
  if (red > 0) return [mix(colours.red, colours.surface, 0.2 + Math.min(0.3, red / open / 2)), colours.ink];
  if (yellow > 0) return [mix(colours.yellow, colours.surface, 0.15 + Math.min(0.3, yellow / open / 2)), colours.ink];
  if (green > 0) return [mix(colours.green, colours.surface, 0.18), colours.ink];
  return [mix(colours.series, colours.surface, 0.12), colours.ink];
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

function describe(line: Line, words: TreemapWords): string {
  const { cases, signals } = line;
  return [
    line.name,
    `${words.open} ${numberOf(cases.open)}   ${words.overdue} ${numberOf(cases.overdue)}`,
    `■ ${words.red} ${numberOf(signals.red)}   ▲ ${words.yellow} ${numberOf(signals.yellow)}   ● ${words.green} ${numberOf(signals.green)}`,
  ].join("\n");
}
