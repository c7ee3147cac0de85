const DAY_MS = 86_400_000;
const SATURDAY = 6;
const SUNDAY = 0;

/** How soon an application is decided. */
const DECISION_DAYS = 3;
/** How long an applicant may take to answer. */
const ANSWER_DAYS = 14;

const isWorkingDay = (at: Date) => at.getUTCDay() !== SATURDAY && at.getUTCDay() !== SUNDAY;

/** The same time of day so many working days later. The house keeps no holidays yet. */
export function workingDaysAfter(from: Date, days: number): Date {
  let at = from;
  for (let left = days; left > 0;) {
    at = new Date(at.getTime() + DAY_MS);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

export const decisionDue = (now = new Date()): Date => workingDaysAfter(now, DECISION_DAYS);
export const answerDue = (now = new Date()): Date => new Date(now.getTime() + ANSWER_DAYS * DAY_MS);
