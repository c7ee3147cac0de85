import type { Passkey } from '#db/schema/factors.ts';
import type { Person } from '#db/schema/people.ts';

export const viewProfile = ({ id, name, email, locale, zone, version }: Person) => ({
  id,
  name,
  email,
  locale,
  zone,
  version,
});

export const viewPasskey = ({ id, label, synced, usedAt, createdAt }: Passkey) => ({
  id,
  label,
  synced,
  usedAt,
  createdAt,
});
