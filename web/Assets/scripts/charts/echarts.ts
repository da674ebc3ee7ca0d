// The parts of ECharts that the screens draw with, on a canvas: nothing of it needs inline style or evaluation.
import { BarChart, LineChart, TreemapChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, TreemapChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export type { EChartsType } from "echarts/core";
export type { ECBasicOption } from "echarts/types/dist/shared";

/** A chart that fills its element and follows its size. */
export function chartIn(element: HTMLElement): EChartsType {
  const chart = init(element, null, { renderer: "canvas" });
  new ResizeObserver(() => chart.resize()).observe(element);
  return chart;
}
