// Thirty days: accepted as a line, closed as a dashed one, closed late as bars, told apart by their shapes too; the colours of
// signals mean signals alone. The same data stands in a table beside it.
import type { DayOfTrend } from "../live/protocol";
import { chartIn, type ECBasicOption } from "./echarts";
import { onThemeChange, palette } from "./palette";

export interface TrendWords {
  accepted: string;
  closed: string;
  late: string;
}

export function drawTrend(element: HTMLElement, words: TrendWords): (days: readonly DayOfTrend[]) => void {
  const chart = chartIn(element);
  let days: readonly DayOfTrend[] = [];
  const draw = (): void => chart.setOption(option(days, words));
  onThemeChange(draw);
  return changed => {
    days = changed;
    draw();
  };
}

function option(days: readonly DayOfTrend[], words: TrendWords): ECBasicOption {
  const { ink, quiet, line, surface, accent, series, family, size } = palette();
  const text = { color: quiet, fontSize: size, fontFamily: family };
  const curve = (name: string, colour: string, type: "solid" | "dashed", values: number[]): object => ({
    name, type: "line", data: values, symbol: "none", lineStyle: { width: 2, type, color: colour }, itemStyle: { color: colour },
  });
  return {
    animation: false,
    grid: { left: 4, right: 8, top: 2.5 * size, bottom: 2, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 20, itemHeight: 8, textStyle: { color: ink, fontSize: size, fontFamily: family } },
    tooltip: {
      trigger: "axis", renderMode: "richText", confine: true,
      backgroundColor: surface, borderColor: line, textStyle: { color: ink, fontSize: size, fontFamily: family },
    },
    xAxis: {
      type: "category", data: days.map(day => day.day.slice(5)), axisLabel: text,
      axisLine: { lineStyle: { color: line } }, axisTick: { show: false },
    },
    yAxis: { type: "value", minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: line } } },
    series: [
      curve(words.accepted, accent, "solid", days.map(day => day.accepted)),
      curve(words.closed, series, "dashed", days.map(day => day.closed)),
      { name: words.late, type: "bar", data: days.map(day => day.late), itemStyle: { color: ink }, barMaxWidth: 8 },
    ],
  };
}
