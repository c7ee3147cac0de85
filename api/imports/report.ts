/** What an import did, row by row summed up. */
export interface ImportReport {
  created: number;
  changed: number;
  unchanged: number;
  /** How many rows were refused, by reason code. */
  rejected: Record<string, number>;
  /** What the reader should know and did not stop anything: code and where (file, line, address). */
  notes: { code: string; where: string; detail?: string }[];
}
