import { createServer } from 'node:http';

import { listen } from './portal.ts';

/** A style sheet as rude as the web: it wants to reach everything, also what stands in the widgets. */
const RUDE = `
  html { font-size: 62.5%; }
  body { margin: 0; padding: 2rem; background: #fff; color: #222; font: italic 1.8rem/2 Georgia, serif; }
  * { letter-spacing: 4px; text-transform: uppercase; text-align: center; word-spacing: 1em; }
  div, p, form, label { display: none !important; }
  button, input, textarea { border: 9px dotted red !important; font-size: 40px !important; }
  a { display: block; color: #00c; }
  [hidden], .panel, .option { display: block !important; visibility: visible !important; }
`;

export interface HostPage {
  markup: string;
  /** What the page allows, besides nothing at all. */
  csp: string;
  lang?: string;
  dir?: string;
  script?: string;
  rude?: boolean;
}

/** Somebody else's website: another origin, with a policy of its own. */
export async function startHost() {
  const pages = new Map<string, HostPage>();
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (request.url === '/rude.css') return response.writeHead(200, { 'content-type': 'text/css' }).end(RUDE);
    if (!page) return response.writeHead(404).end();
    response.setHeader('content-security-policy', `default-src 'none'; ${page.csp}`);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(documentOf(page));
  });
  const { origin, close } = await listen(server);
  return {
    origin,
    close,
    /** The address of a page that looks like this. */
    show(page: HostPage) {
      const path = `/${crypto.randomUUID()}`;
      pages.set(path, page);
      return `${origin}${path}`;
    },
  };
}

const documentOf = ({
  markup,
  lang = 'en',
  dir = 'ltr',
  script = '',
  rude = false,
}: HostPage) => `<!doctype html>
<html lang="${lang}" dir="${dir}">
  <head>
    <meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kessler</title>
    ${rude ? '<link rel="stylesheet" href="/rude.css">' : ''}
    ${script}
  </head>
  <body><main><h1>Sensors</h1>${markup}</main></body>
</html>`;
