import { afterAll, afterEach, beforeEach } from 'vitest';

import { databasesOnServer, dropDatabases, dropTemplates } from './database.ts';

/** What a test has made goes with it; what a file has made for all its tests, with the file. */
let before = 0;

beforeEach(() => {
  before = databasesOnServer();
});
afterEach(() => dropDatabases(before));
afterAll(async () => {
  await dropDatabases(0);
  await dropTemplates();
});
