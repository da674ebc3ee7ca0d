// Numbers and times as the page's language writes them; times in the legal time of the country.
const language = document.documentElement.lang || "zh-CN";
const numbers = new Intl.NumberFormat(language);
const percents = new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", second: "2-digit" });
const moment = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Shanghai", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false,
});

export function numberOf(value: number): string {
  return numbers.format(value);
}

/** A difference with its sign. */
export function changeOf(value: number): string {
  return value === 0 ? "±0" : (value > 0 ? "+" : "-") + numbers.format(Math.abs(value));
}

/** A share of nothing is a dash: no cases closed is not 100 %. */
export function shareOf(part: number, whole: number): string {
  return whole === 0 ? "—" : percents.format(part / whole);
}

export function clockOf(instant: string): string {
  return instant === "" ? "—" : clock.format(new Date(instant));
}

export function momentOf(instant: string): string {
  const parts = Object.fromEntries(moment.formatToParts(new Date(instant)).map(part => [part.type, part.value]));
  return `${parts["month"]}-${parts["day"]} ${parts["hour"]}:${parts["minute"]}`;
}
