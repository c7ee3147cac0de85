/** Codes are looked for along the chain of causes: drizzle wraps the driver's error. */
function* causes(error: unknown): Iterable<Error & { code?: string; extendedCode?: string }> {
  for (let e = error; e instanceof Error; e = e.cause) yield e;
}

/** A libSQL server sends no extended code, so its message decides there. */
export function isUniqueViolation(error: unknown): boolean {
  for (const e of causes(error)) {
    if (e.extendedCode === 'SQLITE_CONSTRAINT_UNIQUE' || e.extendedCode === 'SQLITE_CONSTRAINT_PRIMARYKEY')
      return true;
    if (/UNIQUE constraint failed/.test(e.message)) return true;
  }
  return false;
}

export function isBusy(error: unknown): boolean {
  for (const e of causes(error)) if (/^SQLITE_(BUSY|LOCKED)/.test(e.code ?? '')) return true;
  return false;
}
