import { z } from 'zod';

import { Paging } from '#api/core/paging.ts';
import { text } from '#api/core/parse.ts';
import { ofForm, Rights } from '#api/people/schemas.ts';
import { tokenBearers } from '#db/enums.ts';

const LONGEST_DAYS = 365;

/** `for` says as whom it acts: as me, or as a program of the account I act for. `scopes` are rights. */
export const CreateToken = z.strictObject({
  name: text(80),
  for: z.enum(tokenBearers).default('me'),
  scopes: Rights.refine((scopes) => Object.keys(scopes).length > 0, { params: { code: 'required' } }),
  days: z.coerce.number().int().min(1).max(LONGEST_DAYS),
});
export type CreateToken = z.infer<typeof CreateToken>;

export const CreateTokenForm = ofForm(CreateToken, 'scopes');

export const ListTokens = Paging.extend({ account: text(60).optional() });
export type ListTokens = z.infer<typeof ListTokens>;

export const RevokeTokenForm = z.object({ id: text(60) });
