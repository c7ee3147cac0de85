import { PRICE_LIST_EUR } from '../price-list.ts';
import type { Material } from '../shape.ts';

export const salesKit: Material[] = [
  {
    key: 'partner-talk',
    title: 'Twenty minutes about Northlight: talk track',
    category: 'presentation',
    audience: 'partners',
    language: 'en',
    description:
      'A first meeting on one sheet: five questions to ask, three stories to tell, one thing to leave behind.',
    file: {
      name: 'northlight-talk-track.pdf',
      type: 'application/pdf',
      source: {
        kind: 'pdf',
        title: 'Twenty minutes about Northlight',
        lines: [
          '# Ask first (ten minutes)',
          '- What did you find out too late last year, and what did it cost?',
          '- Who is woken up by an alarm, and how often for nothing?',
          '- Which number do you still write down by hand?',
          '- What happens to your readings while the line is down?',
          '- Who needs to see them without being able to change them?',
          '',
          '# Tell one story (five minutes)',
          '- Food: a rinse that ends when the water is clean, not when the clock says so.',
          '- Cold chain: from 214 alerts a night to six, with the same limit.',
          '- Water: a meter that reads negative at night, and is right.',
          '',
          '# Leave something behind (five minutes)',
          'Offer the two-week loan: one gateway, four probes, nothing to sign but the delivery note. Seven loans out of ten become an order.',
        ],
      },
    },
    version: '2.1',
    publishedAt: { daysAgo: 31, at: '11:00' },
  },
  {
    key: 'price-list-eur',
    title: 'Partner price list in euro',
    category: 'price-list',
    audience: 'partners',
    language: 'en',
    description:
      'List prices, partner discounts and lead times. Opens in any spreadsheet. Please do not pass it on.',
    file: {
      name: 'northlight-partner-prices-eur.csv',
      type: 'text/csv',
      source: { kind: 'text', text: PRICE_LIST_EUR },
    },
    version: '7',
    publishedAt: { daysAgo: 52, at: '07:00' },
    expiresInDays: 38,
  },
  {
    key: 'logo-light',
    title: 'Northlight mark for light grounds',
    category: 'logo',
    audience: 'partners',
    language: 'en',
    description: 'The star, 512 pixels, transparent. Keep a quarter of its width free on every side.',
    file: {
      name: 'northlight-mark-512.png',
      type: 'image/png',
      source: { kind: 'logo', size: 512, ground: 'light' },
    },
    version: '2.0',
    publishedAt: { daysAgo: 300, at: '09:00' },
  },
];
