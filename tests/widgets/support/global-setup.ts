import type { TestProject } from 'vitest/node';

import { startPortal } from './portal.ts';

declare module 'vitest' {
  interface ProvidedContext {
    portal: string;
  }
}

/** One portal for all widget tests; every test has a site of its own on it. */
export async function setup(project: TestProject) {
  const portal = await startPortal();
  project.provide('portal', portal.origin);
  return portal.close;
}
