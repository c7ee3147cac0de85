import type { Scope } from '#api/core/scope.ts';

export type Upload = { id: string; name: string; type: string; size: number };

/** The files of one's own that are not attached to anything yet, in the order of `ids`; others are left out. */
export async function findUploads(_scope: Scope, _ids: string[]): Promise<Upload[]> {
  throw new Error('to come');
}

/** @throws 404 for files that are attached or not one's own */
export async function removeUpload(_scope: Scope, _id: string): Promise<void> {
  throw new Error('to come');
}
