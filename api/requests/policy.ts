import type { ReplyChoice, SettableStatus } from './status.ts';

/** What somebody may do with a request as it is now: what a page offers. */
export type May = {
  reply: boolean;
  /** For agents; empty for everybody else. */
  choices: ReplyChoice[];
  statuses: SettableStatus[];
  assign: boolean;
  note: boolean;
  accept: boolean;
  withdraw: boolean;
};
