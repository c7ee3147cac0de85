/** A month on the calendar, as the law counts: from the 31st it ends with the next month. */
export function monthAfter(from: Date): Date {
  const due = new Date(from);
  due.setUTCMonth(due.getUTCMonth() + 1);
  if (due.getUTCDate() !== from.getUTCDate()) due.setUTCDate(0);
  return due;
}
