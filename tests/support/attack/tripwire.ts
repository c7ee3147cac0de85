import type { BrowserContext, Page } from '@playwright/test';

/** What a payload has done, or would have done if the policy of the page had let it. */
export type Finding = string;

type Listening = { tripwire: (what: unknown) => void };

/**
 * Listens to everything that a page of a context does and must not do: run something, be stopped by its policy, ask
 * another host, fail.
 */
export async function listen(context: BrowserContext, hosts: string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  await context.exposeFunction('tripwire', (what: unknown) => findings.push(`ran: ${String(what)}`));
  await context.addInitScript(() => {
    const { tripwire } = globalThis as unknown as Listening;
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      tripwire(`stopped by ${effectiveDirective}: ${blockedURI} ${sample}`),
    );
  });
  context.on('dialog', (dialog) => {
    findings.push(`${dialog.type()} on ${dialog.page()?.url()}: ${dialog.message()}`);
    void dialog.dismiss().catch(() => {});
  });
  context.on('weberror', (error) => findings.push(`failed: ${error.error().message}`));
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !hosts.includes(host)) findings.push(`asked ${request.url()}`);
  });
  return findings;
}

/** What stands in a page, whether or not it has done anything yet. */
export const planted = (page: Page): Promise<Finding[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const acts = (name: string, value: string) =>
      /^(on.*|style|srcdoc)$/i.test(name) ||
      (/^(href|src|action|formaction|data)$/.test(name) &&
        /^[\s\0-\x20]*(javascript|vbscript):/i.test(value));
    const isForeign = (element: Element) =>
      /^(iframe|object|embed|base|applet|frame|marquee)$/i.test(element.tagName) ||
      (element instanceof HTMLScriptElement && !element.src && element.type !== 'application/json');
    const look = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        const attributes = [...element.attributes].filter(({ name, value }) => acts(name, value));
        found.push(...attributes.map(({ name }) => `${element.tagName}[${name}]`));
        if (isForeign(element)) found.push(element.tagName);
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return found;
  });
