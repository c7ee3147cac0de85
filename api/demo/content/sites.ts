import type { Site } from './shape.ts';

/** Where the page that tries the widgets is served from on a developer's machine. */
const TRYING = ['http://127.0.0.1:4400', 'http://localhost:4400'];

export const sites: Site[] = [
  {
    key: 'northlight-www',
    account: 'northlight',
    name: 'Northlight website',
    url: 'https://www.northlight.example',
    origins: ['https://www.northlight.example', 'https://northlight.example', ...TRYING],
    locale: 'en',
  },
  {
    key: 'brightline-www',
    account: 'brightline',
    name: 'Brightline website',
    url: 'https://www.brightline.example',
    origins: ['https://www.brightline.example', ...TRYING],
    locale: 'en',
  },
];
