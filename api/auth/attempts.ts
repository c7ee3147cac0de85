import type { Device } from './devices.ts';
import type { Counter, Limits } from './limits.ts';
import type { Visit } from './visit.ts';

/**
 * What a wrong try counts against. A browser in which the person has signed in before has a count of its own, so that
 * a storm of wrong passwords from elsewhere locks nobody out of it.
 */
export const passwordCounters = (email: string, visit: Visit, known: Device | undefined): Counter[] =>
  known
    ? [['sign-in-device', known.id]]
    : [
        ['sign-in-address', visit.address],
        ['sign-in-network', visit.ipPrefix || visit.address],
        ['sign-in-person-day', email],
        ['sign-in-person', email],
      ];

export const codeCounters = (personId: string, known: Device | undefined): Counter[] => [
  known ? ['code-device', known.id] : ['code-person', personId],
];

/** @throws 429 */
export async function takeAll(limits: Limits, counters: Counter[]): Promise<void> {
  for (const [name, key] of counters) await limits.take(name, key);
}

/** Who has shown the right thing has not been guessing; where it came from goes on counting. */
export const guesses = (counters: Counter[]): Counter[] =>
  counters.filter(([name]) => !/-(address|network)$/.test(name));
