import type { Account, Engagement } from './shape.ts';

export const accounts: Account[] = [
  {
    key: 'northlight',
    kind: 'house',
    name: 'Northlight Instruments',
    industry: 'Industrial sensors and gateways',
    website: 'https://www.northlight.example',
    phone: '+46 31 390 06 10',
    address: { lines: ['Fyrmästargatan 14'], city: 'Göteborg', postcode: '411 21', country: 'SE' },
    size: '201-500',
    about:
      'Flow, pressure and climate sensors, the gateways that carry their readings, and Harbor to see them.',
    since: { daysAgo: 1460, at: '08:00' },
  },
  {
    key: 'brightline',
    kind: 'partner',
    name: 'Brightline Automation',
    industry: 'Process automation',
    website: 'https://www.brightline.example',
    phone: '+44 117 496 0120',
    address: {
      lines: ['Unit 6, Lantern Yard', 'Feeder Wharf'],
      city: 'Bristol',
      postcode: 'BS2 0XX',
      country: 'GB',
    },
    size: '11-50',
    about:
      'Designs and installs measurement for food plants and research sites, from the first drawing to handover.',
    since: { daysAgo: 940, at: '09:30' },
  },
  {
    key: 'cobalt',
    kind: 'partner',
    name: 'Cobalt Systems',
    industry: 'Logistics and water technology',
    website: 'https://www.cobalt.example',
    phone: '+49 40 66969 210',
    address: { lines: ['Speicherhof 21'], city: 'Hamburg', postcode: '20457', country: 'DE' },
    size: '11-50',
    about:
      'Connects terminals, trailers and pump stations around the Baltic and North Sea, and keeps them connected.',
    since: { daysAgo: 610, at: '10:15' },
  },
  {
    key: 'dune',
    kind: 'customer',
    name: 'Dune Labs',
    industry: 'Water research',
    website: 'https://www.dunelabs.example',
    phone: '+1 520 555 0140',
    address: {
      lines: ['2200 East Saguaro Loop', 'Building C'],
      city: 'Tucson',
      region: 'AZ',
      postcode: '85700',
      country: 'US',
    },
    size: '51-200',
    about:
      'Desalination and dry-land farming research, with a test field in Tucson and a pilot plant in Almería.',
    since: { daysAgo: 705, at: '17:00' },
  },
  {
    key: 'ember',
    kind: 'customer',
    name: 'Ember Foods',
    industry: 'Food and drink',
    website: 'https://www.emberfoods.example',
    phone: '+44 113 496 0233',
    address: { lines: ['Kilnside Works', 'Canal Road'], city: 'Leeds', postcode: 'LS12 9XX', country: 'GB' },
    size: '201-500',
    about: 'Soups, sauces and ready meals from three lines in Leeds and a cold store in Wakefield.',
    since: { daysAgo: 580, at: '09:00' },
  },
  {
    key: 'fjord',
    kind: 'customer',
    name: 'Fjord Logistics',
    industry: 'Cold-chain transport',
    website: 'https://www.fjord.example',
    phone: '+46 40 628 04 20',
    address: { lines: ['Nyhamnsleden 3'], city: 'Malmö', postcode: '211 20', country: 'SE' },
    size: '501-1000',
    about:
      'Moves fish, berries and medicine between Norway, Sweden and the continent in 340 refrigerated trailers.',
    since: { daysAgo: 430, at: '08:45' },
  },
  {
    key: 'granite',
    kind: 'customer',
    name: 'Granite Water',
    industry: 'Municipal water',
    website: 'https://www.granitewater.example',
    phone: '+34 910 000 470',
    address: {
      lines: ['Calle de la Cantera, 18'],
      city: 'Colmenar Viejo',
      region: 'Madrid',
      postcode: '28770',
      country: 'ES',
    },
    size: '51-200',
    about:
      'Supplies 61,000 people north of Madrid from two reservoirs, four pump stations and a great deal of old pipe.',
    since: { daysAgo: 365, at: '10:00' },
  },
];

export const engagements: Engagement[] = [
  {
    partner: 'brightline',
    customer: 'dune',
    rights: ['identity', 'contacts', 'requests'],
    since: { daysAgo: 690, at: '15:00' },
  },
  {
    partner: 'brightline',
    customer: 'ember',
    rights: ['identity', 'contacts'],
    since: { daysAgo: 575, at: '11:20' },
  },
  {
    partner: 'cobalt',
    customer: 'fjord',
    rights: ['identity', 'contacts'],
    since: { daysAgo: 425, at: '09:10' },
  },
  {
    partner: 'cobalt',
    customer: 'dune',
    rights: ['identity', 'contacts'],
    since: { daysAgo: 120, at: '13:40' },
  },
];
