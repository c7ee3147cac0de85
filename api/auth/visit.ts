import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';

import type { Cookies } from './cookies.ts';
import { deviceLabel } from './device-label.ts';
import { ipPrefix } from './ip-prefix.ts';

/** What a request says about the browser it comes from. */
export type Visit = {
  address: string;
  ipPrefix: string;
  /** Such as "Firefox, Windows". */
  label: string;
  /** Secrets out of cookies: which browser, which half-done sign-in, which way to a provider, which session it brings. */
  device: string | undefined;
  half: string | undefined;
  sso: string | undefined;
  session: string | undefined;
};

type Names = { cookies: Pick<Cookies, 'deviceName' | 'halfName' | 'ssoName'>; sessionName: string };

export const visitOf = (c: Context, address: string, { cookies, sessionName }: Names): Visit => ({
  address,
  ipPrefix: ipPrefix(address),
  label: deviceLabel(c.req.header('user-agent') ?? ''),
  device: getCookie(c, cookies.deviceName),
  half: getCookie(c, cookies.halfName),
  sso: getCookie(c, cookies.ssoName),
  session: getCookie(c, sessionName),
});

/** Nobody's browser: for what signs in without one. */
export const noVisit: Visit = {
  address: 'unknown',
  ipPrefix: '',
  label: '',
  device: undefined,
  half: undefined,
  sso: undefined,
  session: undefined,
};
