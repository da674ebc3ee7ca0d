// The page's own colours and type, read from the style sheet, so that charts follow the theme.
export interface Palette {
  ink: string;
  quiet: string;
  line: string;
  surface: string;
  accent: string;
  series: string;
  green: string;
  yellow: string;
  red: string;
  family: string;
  size: number;
}

export function palette(): Palette {
  const style = getComputedStyle(document.body);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: colour("--ink"),
    quiet: colour("--ink-3"),
    line: colour("--line"),
    surface: colour("--surface"),
    accent: colour("--accent"),
    series: colour("--series"),
    green: colour("--signal-green"),
    yellow: colour("--signal-yellow"),
    red: colour("--signal-red"),
    family: style.fontFamily,
    size: Math.round(parseFloat(style.fontSize) * 0.86),
  };
}

/** Calls back when the theme changes. */
export function onThemeChange(redraw: () => void): void {
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
}
