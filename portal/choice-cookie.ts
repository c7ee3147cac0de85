const YEAR_S = 31_536_000;

type Site = Pick<App.Locals, 'origin'>;

const isSecure = ({ origin }: Site) => origin.startsWith('https:');

/** What the cookie is called: over https no other host of the domain can put one in its place. */
export const choiceName = (site: Site, choice: 'theme' | 'locale') =>
  isSecure(site) ? `__Host-${choice}` : choice;

/** How a choice is kept for a year that holds for whoever uses this browser. */
export const choiceCookie = (site: Site) =>
  ({
    path: '/',
    maxAge: YEAR_S,
    sameSite: 'lax',
    httpOnly: true,
    secure: isSecure(site),
  }) as const;
