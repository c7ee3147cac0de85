import { z } from 'zod';

import { email, text } from '#api/core/parse.ts';
import { participantRights } from '#db/enums.ts';

const right = z.enum(participantRights);
/** A field of a form that was left empty. */
const nothing = z.literal('').transform(() => undefined);

/** Who is to take part: a colleague, or whoever reads the mails of an address. */
export const AddParticipant = z
  .object({
    personId: nothing.or(text(60)).optional(),
    email: nothing.or(email).optional(),
    right: right.default('reply'),
  })
  .refine(({ personId, email: address }) => personId || address, {
    path: ['email'],
    params: { code: 'participants.nobody' },
  })
  .refine(({ personId, email: address }) => !(personId && address), {
    path: ['email'],
    params: { code: 'participants.two_at_once' },
  });
export type AddParticipant = z.infer<typeof AddParticipant>;

export const ChangeParticipant = z.object({ right });
export type ChangeParticipant = z.infer<typeof ChangeParticipant>;

/** The code of a link that was mailed. */
export const TakePart = z.object({ code: text(200) });
export type TakePart = z.infer<typeof TakePart>;
