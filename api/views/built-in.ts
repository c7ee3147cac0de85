/** The lists that everybody at the desk starts from, each as its address has it. */
export const builtIn = {
  all_open: { tab: 'open' },
  mine: { tab: 'open', assignee: 'me' },
  unassigned: { tab: 'open', assignee: 'nobody' },
  overdue: { tab: 'open', overdue: 'yes' },
  waiting: { tab: 'waiting' },
} as const satisfies Record<string, Record<string, string>>;

export type BuiltIn = keyof typeof builtIn;
export const builtInNames = Object.keys(builtIn) as BuiltIn[];
