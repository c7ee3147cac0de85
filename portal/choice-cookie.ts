const YEAR_S = 31_536_000;

/** How a choice is kept for a year that holds for whoever uses this browser. */
export const choiceCookie = ({ origin }: Pick<App.Locals, 'origin'>) =>
  ({
    path: '/',
    maxAge: YEAR_S,
    sameSite: 'lax',
    httpOnly: true,
    secure: origin.startsWith('https:'),
  }) as const;
