import { z } from 'zod';

import { approve, reject } from '#api/applications/service.ts';
import { text, version } from '#api/core/parse.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

const TeamForm = z.object({ application: text(60), version });
/** Whoever was sent away by mistake can come again after a while; whoever was not keeps nobody busy. */
const UNKNOWN = { reason: 'unknown_to_company', note: null, reapply: 'later', days: 30 } as const;

/** What the owner of a company says about people who want to join it. */
export async function actOnJoining(page: Page) {
  const { scope } = page.locals;
  const accepted = await submit(
    page,
    TeamForm,
    ({ application, version: read }) => approve(scope, application, read, {}).then(() => true),
    { action: 'accept' },
  );
  const declined = await submit(
    page,
    TeamForm,
    ({ application, version: read }) => reject(scope, application, read, UNKNOWN).then(() => true),
    { action: 'decline' },
  );
  const done = [
    accepted.result && 'applications.team.done.accepted',
    declined.result && 'applications.team.done.declined',
  ].find(Boolean);
  return {
    refused: [accepted, declined].find(({ error }) => error)?.form,
    done: done || undefined,
  };
}
