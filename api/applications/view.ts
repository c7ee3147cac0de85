import type { Found, Listed } from './service.ts';
import { turnOf } from './states.ts';

export const applicationView = (application: Listed) => ({
  id: application.id,
  version: application.version,
  kind: application.kind,
  status: application.status,
  turn: turnOf(application.status),
  dueAt: application.dueAt,
  accountId: application.accountId,
  name: application.name,
  email: application.email,
  company: application.company,
  website: application.website,
  country: application.country,
  submittedAt: application.provenAt,
  decidedAt: application.decidedAt,
  may: application.may,
});

export const applicationDetailView = (found: Found) => ({
  ...applicationView(found),
  sells: found.sells,
  message: found.message,
  locale: found.locale,
  reason: found.reason,
  note: found.note,
  reapply: found.reapply,
  reapplyOn: found.reapplyOn,
  admittedTo: found.admittedTo,
  messages: found.messages,
  like: found.like.map(({ id, kind, status, company, name, email }) => ({
    id,
    kind,
    status,
    company,
    name,
    email,
  })),
  companies: found.companies,
});
