// What the hub /hubs/live and GET /api/v1/totals say. Instants are ISO 8601 in UTC.
export interface CaseFigures {
  accepted: number;
  open: number;
  closed: number;
  onTime: number;
  late: number;
  overdue: number;
}

export interface DayFigures {
  accepted: number;
  closed: number;
  onTime: number;
  late: number;
}

export interface SignalFigures {
  green: number;
  yellow: number;
  red: number;
}

export interface Totals {
  jurisdiction: string;
  name: string;
  level: string;
  version: number;
  asOf: string;
  judgedUntil: string;
  cases: CaseFigures;
  today: DayFigures;
  signals: SignalFigures;
  children: Totals[];
}

export interface DayOfTrend {
  day: string;
  accepted: number;
  closed: number;
  onTime: number;
  late: number;
}

/** A red signal as it is told upward: what, where, since when, how serious; no applicant, no handler. */
export interface Escalation {
  jurisdiction: string;
  name: string;
  signal: number;
  department: string;
  item: string;
  rule: string;
  ruleName?: string;
  clause: string;
  points: number;
  trueFrom: string;
  raisedAt: string;
  contradicted: boolean;
}

export interface Picture {
  totals: Totals;
  escalations: Escalation[];
}

export interface Changes {
  totals: Totals[];
  escalations: Escalation[];
}
