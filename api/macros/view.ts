import type { Actor } from '#api/core/actor.ts';
import type { Macro } from '#db/schema/macros.ts';
import { canChange, maySetShared } from './policy.ts';

/** `may` says what the reader may do with it. */
export const macroView = (macro: Macro, reader: Actor) => ({
  id: macro.id,
  name: macro.name,
  shared: macro.shared,
  ...macro.actions,
  version: macro.version,
  may: { change: canChange(reader, macro), share: maySetShared(reader, macro) },
});
