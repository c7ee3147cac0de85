import type { FailureCode } from './contract.ts';

/** What widgets tell the page. Details hold ids, counts and codes, never what a person wrote. */
export interface PorticoEvents {
  'portico-ready': Record<string, never>;
  'portico-error': { code: FailureCode; retryAfter?: number };
  'portico-search': { count: number };
  'portico-select': { id: string; url: string; position: number };
  'portico-submit': { type: string };
  'portico-success': { type: string };
  'portico-invalid': { fields: string[] };
}

type AsEvents = { [Name in keyof PorticoEvents]: CustomEvent<PorticoEvents[Name]> };

declare global {
  interface HTMLElementEventMap extends AsEvents {}
  interface DocumentEventMap extends AsEvents {}
}
