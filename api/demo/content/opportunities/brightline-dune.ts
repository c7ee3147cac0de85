import { prose } from '../prose.ts';
import type { Opportunity } from '../shape.ts';

export const brightlineDune: Opportunity[] = [
  {
    key: 'still-field-phase-2',
    partner: 'brightline',
    customer: 'dune',
    owner: 'ben',
    title: 'Solar still field, phase 2',
    stage: 'propose',
    amount: 48_600_00,
    currency: 'USD',
    closeOn: { inDays: 24 },
    sharedWithHouse: true,
    products: ['FM-40', 'NL-200', 'Harbor'],
    nextStep: {
      text: 'Send Dan the revised quote with spare seals and one spare gateway',
      due: { inDays: 2 },
    },
    history: [
      { stage: 'qualify', at: { daysAgo: 46, at: '10:05' }, by: 'ben' },
      { stage: 'discover', at: { daysAgo: 33, at: '14:30' }, by: 'ben' },
      { stage: 'propose', at: { daysAgo: 9, at: '16:10' }, by: 'ben' },
    ],
    notes: [
      {
        by: 'ben',
        at: { daysAgo: 33, at: '14:42' },
        text: prose`
          Walked the field with Dan on video: twelve stills, each with a DN25 feed line. He asked for meters on
          the distillate side too, but distillate is below 5 µS/cm and a magnetic meter would only read noise
          there. Feed side only, and a level tank for the rest.
        `,
      },
      {
        by: 'ada',
        at: { daysAgo: 8, at: '08:20' },
        text: prose`
          Twelve FM-40 in one order reach the project discount. Register it as a deal before the quote goes
          out, and the price is held for 90 days.
        `,
      },
      {
        by: 'ben',
        at: { daysAgo: 1, at: '15:55' },
        text: 'Dan asked for spares in the quote: two sets of seals, one NL-200. Nothing else has moved.',
      },
    ],
  },
  {
    key: 'greenhouse-harbor',
    partner: 'brightline',
    customer: 'dune',
    owner: 'bea',
    title: 'Harbor for the greenhouse lab',
    stage: 'discover',
    amount: 12_400_00,
    currency: 'USD',
    closeOn: { inDays: 55 },
    sharedWithHouse: false,
    products: ['TH-12', 'Harbor'],
    nextStep: { text: 'Call with Priya about how long the trial data has to be kept', due: { inDays: 6 } },
    history: [
      { stage: 'qualify', at: { daysAgo: 21, at: '11:00' }, by: 'bea' },
      { stage: 'discover', at: { daysAgo: 13, at: '16:45' }, by: 'bea' },
    ],
    notes: [
      {
        by: 'bea',
        at: { daysAgo: 13, at: '16:50' },
        text: prose`
          Priya needs five years of readings for the seed trials. The standard Harbor plan keeps three. Find out
          what the research plan costs before we name a number.
        `,
      },
    ],
  },
  {
    key: 'lab-climate',
    partner: 'brightline',
    customer: 'dune',
    owner: 'bea',
    title: 'Lab climate monitoring',
    stage: 'won',
    amount: 21_950_00,
    currency: 'USD',
    closeOn: { inDays: -38 },
    sharedWithHouse: true,
    products: ['TH-12', 'NL-200', 'Harbor'],
    history: [
      { stage: 'qualify', at: { daysAgo: 118, at: '10:20' }, by: 'bea' },
      { stage: 'discover', at: { daysAgo: 104, at: '15:00' }, by: 'bea' },
      { stage: 'propose', at: { daysAgo: 79, at: '09:40' }, by: 'ben' },
      { stage: 'negotiate', at: { daysAgo: 51, at: '17:15' }, by: 'bea' },
      { stage: 'won', at: { daysAgo: 38, at: '18:05' }, by: 'bea' },
    ],
    notes: [
      {
        by: 'bea',
        at: { daysAgo: 38, at: '18:10' },
        text: prose`
          Signed. What decided it was the two-week loan of four probes: by the end Dora had already built her
          own charts on them and nobody wanted to send them back.
        `,
      },
    ],
  },
  {
    key: 'borehole-pressure',
    partner: 'brightline',
    customer: 'dune',
    owner: 'ben',
    title: 'Borehole pressure logging',
    stage: 'discover',
    amount: 31_000_00,
    currency: 'USD',
    closeOn: { inDays: 3 },
    sharedWithHouse: true,
    products: ['PX-3', 'NL-200'],
    history: [
      { stage: 'qualify', at: { daysAgo: 83, at: '13:30' }, by: 'ben' },
      { stage: 'discover', at: { daysAgo: 58, at: '10:50' }, by: 'ben' },
    ],
    notes: [
      {
        by: 'ben',
        at: { daysAgo: 58, at: '10:58' },
        text: prose`
          Eight boreholes, deepest 140 m, no mains power. Waiting for the drilling permit, which Dan expected
          "in a few weeks".
        `,
      },
    ],
  },
];
