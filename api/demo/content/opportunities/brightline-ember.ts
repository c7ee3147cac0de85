import { prose } from '../prose.ts';
import type { Opportunity } from '../shape.ts';

export const brightlineEmber: Opportunity[] = [
  {
    key: 'cip-line-3',
    partner: 'brightline',
    customer: 'ember',
    owner: 'ben',
    title: 'CIP flow metering, line 3',
    stage: 'negotiate',
    amount: 36_800_00,
    currency: 'GBP',
    closeOn: { inDays: 8 },
    sharedWithHouse: true,
    products: ['FM-40', 'NL-200', 'Harbor'],
    nextStep: { text: 'Agree the weekend shutdown for installation with Emil', due: { inDays: 1 } },
    history: [
      { stage: 'qualify', at: { daysAgo: 72, at: '09:15' }, by: 'ben' },
      { stage: 'discover', at: { daysAgo: 60, at: '12:00' }, by: 'ben' },
      { stage: 'propose', at: { daysAgo: 29, at: '16:20' }, by: 'ben' },
      { stage: 'negotiate', at: { daysAgo: 5, at: '11:35' }, by: 'ben' },
    ],
    notes: [
      {
        by: 'ben',
        at: { daysAgo: 29, at: '16:31' },
        text: prose`
          Payback for Emil: line 3 rinses by the clock, nine minutes every time. Ending the rinse on
          conductivity and flow should save about 40 m³ of water a week.
        `,
      },
      {
        by: 'ben',
        at: { daysAgo: 5, at: '11:40' },
        text: prose`
          Price is agreed in principle. Open: they want us to own the shutdown risk. I offered a second fitter
          on Sunday instead.
        `,
      },
    ],
  },
  {
    key: 'wakefield-cold-store',
    partner: 'brightline',
    customer: 'ember',
    owner: 'ben',
    title: 'Cold store probes, Wakefield',
    stage: 'propose',
    amount: 9_450_00,
    currency: 'GBP',
    closeOn: { inDays: -6 },
    sharedWithHouse: true,
    products: ['TH-12', 'NL-200'],
    nextStep: {
      text: 'Ask Harriet whether the auditor accepts probe certificates from us',
      due: { inDays: -12 },
    },
    history: [
      { stage: 'qualify', at: { daysAgo: 97, at: '10:00' }, by: 'ben' },
      { stage: 'discover', at: { daysAgo: 88, at: '14:10' }, by: 'ben' },
      { stage: 'propose', at: { daysAgo: 61, at: '15:25' }, by: 'ben' },
    ],
    notes: [
      {
        by: 'ben',
        at: { daysAgo: 40, at: '09:50' },
        text: 'Harriet is away until the audit is over. Left a message with Emil.',
      },
    ],
  },
  {
    key: 'steam-pressure',
    partner: 'brightline',
    customer: 'ember',
    owner: 'ben',
    title: 'Steam line pressure, boiler house',
    stage: 'qualify',
    amount: 14_200_00,
    currency: 'GBP',
    closeOn: { inDays: 75 },
    sharedWithHouse: false,
    products: ['PX-3'],
    nextStep: { text: 'Get the boiler house drawings from Sanjay', due: { inDays: 4 } },
    history: [{ stage: 'qualify', at: { daysAgo: 6, at: '13:05' }, by: 'ben' }],
    notes: [
      {
        by: 'ben',
        at: { daysAgo: 6, at: '13:12' },
        text: prose`
          Sanjay mentioned it in passing: their old transmitters drift every winter. Check the impulse pipe
          length, PX-3 must not see more than 125 °C.
        `,
      },
    ],
  },
  {
    key: 'service-plan',
    partner: 'brightline',
    customer: 'ember',
    owner: 'bea',
    title: 'Five-year service plan',
    stage: 'lost',
    amount: 27_500_00,
    currency: 'GBP',
    closeOn: { inDays: -17 },
    sharedWithHouse: true,
    products: ['Harbor'],
    lostReason: 'Budget moved to next year; they stay on yearly support',
    history: [
      { stage: 'qualify', at: { daysAgo: 90, at: '11:30' }, by: 'bea' },
      { stage: 'discover', at: { daysAgo: 74, at: '10:10' }, by: 'bea' },
      { stage: 'propose', at: { daysAgo: 45, at: '15:00' }, by: 'bea' },
      { stage: 'lost', at: { daysAgo: 17, at: '16:40' }, by: 'bea' },
    ],
    notes: [
      {
        by: 'bea',
        at: { daysAgo: 17, at: '16:48' },
        text: prose`
          Lost to the calendar, not to a competitor. Emil wants it back on the table in the spring; I have put
          a reminder in for March.
        `,
      },
    ],
  },
];
