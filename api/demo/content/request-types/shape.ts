import type { z } from 'zod';

import type { TypeInput } from '#api/request-types/schemas.ts';

export type DemoType = z.input<typeof TypeInput>;

/** The three languages of the house. */
export const say = (en: string, es: string, ru: string) => ({ en, es, ru });

export const one = (key: string, label: ReturnType<typeof say>, under?: string) => ({
  key,
  label,
  ...(under ? { under: [under] } : {}),
});

export const yes = one('yes', say('Yes', 'Sí', 'Да'));
export const no = one('no', say('No', 'No', 'Нет'));

export const serial = {
  key: 'serial',
  kind: 'text',
  label: say('Serial number', 'Número de serie', 'Серийный номер'),
  help: say('It stands on the plate.', 'Está en la placa.', 'Он указан на табличке.'),
  editors: 'everybody',
  searchable: true,
  max: 40,
} as const;
