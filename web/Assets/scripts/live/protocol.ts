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
  received: number;
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
  yesterday: DayFigures;
  signals: SignalFigures;
  /** The signals that stood when yesterday ended; null where nobody took them then. */
  before?: { at: string; signals: SignalFigures } | null;
  children: Totals[];
}

/** One department of a jurisdiction; its days stay at home. */
export interface DepartmentFigures {
  department: number;
  name: string;
  cases: CaseFigures;
  signals: SignalFigures;
}

export interface DayOfTrend {
  day: string;
  received: number;
  accepted: number;
  closed: number;
  onTime: number;
  late: number;
  /** Signals true from that day which stand now. */
  yellow: number;
  red: number;
}

/** A red signal as it is told upward: what, where, since when, how serious; no applicant, no handler. */
export interface Escalation {
  jurisdiction: string;
  name: string;
  signal: number;
  department: string;
  item: string;
  rule: string;
  clause: string;
  points: number;
  trueFrom: string;
  raisedAt: string;
  contradicted: boolean;
  version: number;
}

/** Everything a viewer begins with: figures two levels deep, and the latest escalations, newest first. */
export interface Picture {
  totals: Totals;
  escalations: Escalation[];
}

/** Whole figures in the place of the old ones: totals without their children, the watched jurisdiction first. */
export interface Changes {
  totals: Totals[];
  escalations: Escalation[];
}
