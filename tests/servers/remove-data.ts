import { rm } from 'node:fs/promises';

/** Takes away what the server of the browser tests left on the disk. */
export default async function removeData(): Promise<void> {
  const folder = process.env['PORTICO_TEST_DATA'];
  if (folder) await rm(folder, { recursive: true, force: true });
}
