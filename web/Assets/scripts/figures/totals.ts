// The words of every figure of a jurisdiction, by the name that data-figure uses.
import type { Totals } from "../live/protocol";
import type { Figures } from "./bind";
import { changeOf, clockOf, numberOf, shareOf } from "./format";

export function figuresOf(totals: Totals): Figures {
  const { cases, today, yesterday, signals } = totals;
  const before = totals.before?.signals;
  return {
    "asOf": clockOf(totals.asOf),
    "judgedUntil": clockOf(totals.judgedUntil),
    "today.accepted": numberOf(today.accepted),
    "today.closed": numberOf(today.closed),
    "today.onTime": numberOf(today.onTime),
    "today.late": numberOf(today.late),
    "yesterday.accepted": numberOf(yesterday.accepted),
    "yesterday.closed": numberOf(yesterday.closed),
    "today.received": numberOf(today.received),
    "overdue.share": shareOf(cases.overdue, cases.open),
    "today.rate": shareOf(today.onTime, today.closed),
    "accepted": numberOf(cases.accepted),
    "open": numberOf(cases.open),
    "closed": numberOf(cases.closed),
    "late": numberOf(cases.late),
    "overdue": numberOf(cases.overdue),
    "green": numberOf(signals.green),
    "yellow": numberOf(signals.yellow),
    "red": numberOf(signals.red),
    ...(before && {
      "change.green": changeOf(signals.green - before.green),
      "change.yellow": changeOf(signals.yellow - before.yellow),
      "change.red": changeOf(signals.red - before.red),
    }),
  };
}
