import { prose } from '../prose.ts';
import type { Opportunity } from '../shape.ts';

export const cobaltOpportunities: Opportunity[] = [
  {
    key: 'reefer-first-60',
    partner: 'cobalt',
    customer: 'fjord',
    owner: 'cleo',
    title: 'Refrigerated trailers, first sixty',
    stage: 'negotiate',
    amount: 74_400_00,
    currency: 'EUR',
    closeOn: { inDays: 15 },
    sharedWithHouse: true,
    products: ['TH-12', 'NL-200', 'Harbor'],
    nextStep: { text: 'Show Freja the staged delivery: 20 trailers a month', due: { inDays: 3 } },
    history: [
      { stage: 'qualify', at: { daysAgo: 66, at: '08:30' }, by: 'cleo' },
      { stage: 'discover', at: { daysAgo: 52, at: '13:20' }, by: 'cleo' },
      { stage: 'propose', at: { daysAgo: 27, at: '10:00' }, by: 'cleo' },
      { stage: 'negotiate', at: { daysAgo: 7, at: '14:45' }, by: 'cleo' },
    ],
    notes: [
      {
        by: 'cleo',
        at: { daysAgo: 27, at: '10:12' },
        text: prose`
          Two probes per trailer, front and rear, one gateway behind the bulkhead. Their own mechanics fit them;
          we train four people in Malmö.
        `,
      },
      {
        by: 'ada',
        at: { daysAgo: 6, at: '09:05' },
        text: 'We can reserve 120 probes until the end of next month. After that they go back to open stock.',
      },
    ],
  },
  {
    key: 'malmo-terminal',
    partner: 'cobalt',
    customer: 'fjord',
    owner: 'cleo',
    title: 'Malmö terminal climate',
    stage: 'won',
    amount: 18_900_00,
    currency: 'EUR',
    closeOn: { inDays: -70 },
    sharedWithHouse: true,
    products: ['TH-12', 'Harbor'],
    history: [
      { stage: 'qualify', at: { daysAgo: 140, at: '09:00' }, by: 'cleo' },
      { stage: 'discover', at: { daysAgo: 131, at: '11:15' }, by: 'cleo' },
      { stage: 'propose', at: { daysAgo: 102, at: '12:30' }, by: 'cleo' },
      { stage: 'negotiate', at: { daysAgo: 81, at: '15:10' }, by: 'cleo' },
      { stage: 'won', at: { daysAgo: 70, at: '13:55' }, by: 'cleo' },
    ],
    notes: [
      {
        by: 'cleo',
        at: { daysAgo: 70, at: '14:02' },
        text: 'Signed by Freja. The terminal went live in nine days, which is why the trailers are being discussed at all.',
      },
    ],
  },
  {
    key: 'night-desk-alerts',
    partner: 'cobalt',
    customer: 'fjord',
    owner: 'cleo',
    title: 'Harbor alerts for the night desk',
    stage: 'propose',
    amount: 6_800_00,
    currency: 'EUR',
    closeOn: { inDays: 32 },
    sharedWithHouse: true,
    products: ['Harbor'],
    nextStep: { text: 'Half a day with Oskar: rewrite the alert texts together', due: { inDays: 9 } },
    history: [
      { stage: 'qualify', at: { daysAgo: 30, at: '09:30' }, by: 'cleo' },
      { stage: 'discover', at: { daysAgo: 22, at: '10:40' }, by: 'cleo' },
      { stage: 'propose', at: { daysAgo: 11, at: '16:00' }, by: 'cleo' },
    ],
    notes: [],
  },
  {
    key: 'ferry-pilot',
    partner: 'cobalt',
    customer: 'fjord',
    owner: 'cleo',
    title: 'Ferry gateways, pilot on two ships',
    stage: 'discover',
    amount: 15_300_00,
    currency: 'EUR',
    closeOn: { inDays: 20 },
    sharedWithHouse: false,
    products: ['NL-200'],
    nextStep: { text: 'Get the antenna plan of the car deck from the shipping line', due: { inDays: -21 } },
    history: [
      { stage: 'qualify', at: { daysAgo: 76, at: '12:00' }, by: 'cleo' },
      { stage: 'discover', at: { daysAgo: 49, at: '11:25' }, by: 'cleo' },
    ],
    notes: [
      {
        by: 'cleo',
        at: { daysAgo: 49, at: '11:40' },
        text: prose`
          Судоходная компания не против, но план антенн на автопалубе обещает уже третью неделю. Без него
          непонятно, хватит ли двух шлюзов на судно.
        `,
      },
    ],
  },
  {
    key: 'almeria-pilot',
    partner: 'cobalt',
    customer: 'dune',
    owner: 'cleo',
    title: 'Almería pilot plant instrumentation',
    stage: 'discover',
    amount: 41_200_00,
    currency: 'EUR',
    closeOn: { inDays: 48 },
    sharedWithHouse: true,
    products: ['PX-3', 'FM-40', 'NL-200'],
    nextStep: { text: 'Site visit with Tomás, bring two PX-3 with ceramic membranes', due: { inDays: 11 } },
    history: [
      { stage: 'qualify', at: { daysAgo: 35, at: '10:10' }, by: 'cleo' },
      { stage: 'discover', at: { daysAgo: 16, at: '09:20' }, by: 'cleo' },
    ],
    notes: [
      {
        by: 'cleo',
        at: { daysAgo: 16, at: '09:33' },
        text: prose`
          High-pressure side runs at 58 bar with warm brine. Tomás has corroded three steel membranes in a year,
          so material is the whole conversation.
        `,
      },
    ],
  },
  {
    key: 'brine-flow',
    partner: 'cobalt',
    customer: 'dune',
    owner: 'cleo',
    title: 'Brine line flow meters',
    stage: 'lost',
    amount: 22_600_00,
    currency: 'EUR',
    closeOn: { inDays: -25 },
    sharedWithHouse: false,
    products: ['FM-40'],
    lostReason: 'The plant builder supplied meters of another make with the skid',
    history: [
      { stage: 'qualify', at: { daysAgo: 80, at: '10:00' }, by: 'cleo' },
      { stage: 'discover', at: { daysAgo: 64, at: '14:00' }, by: 'cleo' },
      { stage: 'propose', at: { daysAgo: 43, at: '11:50' }, by: 'cleo' },
      { stage: 'lost', at: { daysAgo: 25, at: '15:30' }, by: 'cleo' },
    ],
    notes: [
      {
        by: 'cleo',
        at: { daysAgo: 25, at: '15:36' },
        text: 'Опоздали: расходомеры уже стояли в комплекте поставки. В следующий раз говорить сначала с проектировщиком.',
      },
    ],
  },
];
