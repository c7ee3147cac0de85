import { serialize, type CookieOptions } from 'hono/utils/cookie';

/** The longest that browsers keep a cookie. */
const DEVICE_S = 400 * 86_400;
const HALF_S = 600;
const SSO_S = 600;

/**
 * The cookies beside the session's: which browser this is, the sign-in that waits for its second factor, and the
 * one that is on its way to a provider.
 */
export class Cookies {
  readonly deviceName: string;
  readonly halfName: string;
  readonly ssoName: string;
  readonly #secure: boolean;

  constructor(secure: boolean) {
    this.#secure = secure;
    this.deviceName = `${secure ? '__Host-' : ''}portico-device`;
    this.halfName = `${secure ? '__Host-' : ''}portico-half`;
    this.ssoName = `${secure ? '__Host-' : ''}portico-sso`;
  }

  device(value: string): string {
    return this.#write(this.deviceName, value, DEVICE_S);
  }

  half(value: string): string {
    return this.#write(this.halfName, value, HALF_S);
  }

  noHalf(): string {
    return this.#write(this.halfName, '', 0);
  }

  sso(value: string): string {
    return this.#write(this.ssoName, value, SSO_S);
  }

  noSso(): string {
    return this.#write(this.ssoName, '', 0);
  }

  #write(name: string, value: string, maxAge: number): string {
    const options: CookieOptions = {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: this.#secure,
      maxAge,
    };
    return serialize(name, value, options);
  }
}
