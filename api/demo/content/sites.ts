import type { Site } from './shape.ts';

export const sites: Site[] = [
  {
    key: 'northlight-www',
    account: 'northlight',
    name: 'Northlight website',
    origins: ['https://www.northlight.example', 'https://northlight.example'],
  },
  {
    key: 'brightline-www',
    account: 'brightline',
    name: 'Brightline website',
    origins: ['https://www.brightline.example'],
  },
];
