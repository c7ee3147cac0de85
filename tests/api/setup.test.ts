import { beforeEach, expect, test } from 'vitest';

import { Auth } from '#api/auth/service.ts';
import { noVisit } from '#api/auth/visit.ts';
import { memberships, people } from '#db/schema/people.ts';
import { openEmbedded } from '#search/embedded.ts';
import { openDisk } from '#api/files/disk.ts';
import { folder, freshDatabase } from '../support/database.ts';

const ada = { name: 'Ada Lindqvist', email: 'ada@northlight.example', password: 'seven tall sunflowers' };

const config = { production: false, secret: undefined, url: 'http://localhost:4321' };

let auth: Auth;
let db: Awaited<ReturnType<typeof freshDatabase>>;
beforeEach(async () => {
  db = await freshDatabase();
  const search = openEmbedded(db.reading, (statements) => db.writer.batch(statements));
  auth = new Auth({ db, search, storage: openDisk(`${folder}/setup`) }, config, { name: 'Northlight' });
});

test('an empty installation gives out one link, and whoever follows it becomes administrator', async () => {
  const first = (await auth.joining.setupCode()) ?? '';
  const second = (await auth.joining.setupCode()) ?? '';

  await expect(auth.setUp({ ...ada, code: first }, noVisit)).rejects.toMatchObject({ status: 410 });
  expect((await auth.setUp({ ...ada, code: second }, noVisit))[0]).toMatch(/^portico=/);
  expect(await db.reader.select({ role: memberships.roleId }).from(memberships)).toEqual([
    { role: 'role_house_admin' },
  ]);
  expect((await auth.entering.withPassword(ada, noVisit)).cookies[0]).toMatch(/^portico=/);
});

test('once there is somebody, no link is given out and an old one opens nothing', async () => {
  const code = (await auth.joining.setupCode()) ?? '';
  await db.direct.insert(people).values({ id: 'per_max', name: 'Max', email: 'max@northlight.example' });

  expect(await auth.joining.setupCode()).toBeUndefined();
  await expect(auth.setUp({ ...ada, code }, noVisit)).rejects.toMatchObject({ status: 410 });
  expect(await db.reader.$count(people)).toBe(1);
});

test('of two who follow the link at the same moment one becomes administrator', async () => {
  const code = (await auth.joining.setupCode()) ?? '';
  const both = await Promise.allSettled([
    auth.setUp({ ...ada, code }, noVisit),
    auth.setUp({ ...ada, email: 'eve@northlight.example', code }, noVisit),
  ]);

  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await db.reader.$count(people)).toBe(1);
});
