import { bodyLimit } from 'hono/body-limit';
import { except } from 'hono/combine';

import { tooLarge } from './errors.ts';

const BODY_BYTES = 1024 * 1024;

const isForm = (type: string | undefined) => /^multipart\/form-data/i.test(type ?? '');

/** What may come in at once. Forms with files are received as they stream, within limits of their own. */
export const smallBody = except(
  (c) => isForm(c.req.header('content-type')),
  bodyLimit({
    maxSize: BODY_BYTES,
    onError: () => {
      throw tooLarge();
    },
  }),
);
