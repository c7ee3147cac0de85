import type { ImportReport } from './report.ts';
import type { Listed } from './queries.ts';

export const reportOf = (job: Pick<Listed, keyof ImportReport>): ImportReport => ({
  created: job.created,
  changed: job.changed,
  unchanged: job.unchanged,
  rejected: job.rejected,
  notes: job.notes,
});

/** An import as it leaves the house: how far it is and what it has done. */
export const importView = (job: Listed) => ({
  id: job.id,
  kind: job.kind,
  source: job.source,
  file: job.fileName,
  by: { id: job.personId, name: job.personName },
  state: job.state,
  error: job.error,
  total: job.total,
  position: job.position,
  refused: job.refused,
  report: reportOf(job),
  createdAt: job.createdAt,
  endedAt: job.endedAt,
  version: job.version,
});

export const importDetailView = (job: Listed) => ({
  ...importView(job),
  mapping: job.mapping,
  analysis: job.analysis,
});
