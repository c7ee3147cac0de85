import type { Values } from '#db/schema/request-types.ts';

/** Requests that came by a form of their own: by their subject, what was filled in, and what the house added. */
export const filled: Record<string, { by: string; answers: Values; inside?: Values }> = {
  'Gateway drops off every night for twenty minutes': {
    by: 'Report a fault',
    answers: {
      family: 'gateway',
      model: 'nl-200-e',
      serial: 'NL-200-08812',
      symptom: 'drops',
      lights: 'red',
    },
    inside: { cause: 'network' },
  },
  'PX-3 reads 0.12 bar with the line open to air': {
    by: 'Report a fault',
    answers: { family: 'pressure', model: 'px-3', symptom: 'high', shown: 0.12, expected: 0 },
  },
  'Gateway of the still field is offline again': {
    by: 'Report a fault',
    answers: { family: 'gateway', model: 'nl-200-l', symptom: 'offline', lights: 'dark' },
  },
  'Датчик в силосе 3 показывает ровно 0,0 °C': {
    by: 'Report a fault',
    answers: { family: 'climate', model: 'th-12', symptom: 'low', shown: 0, expected: 14.5 },
  },
};
