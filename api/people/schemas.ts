import { z } from 'zod';

import { email, text, version } from '#api/core/parse.ts';
import { accountKinds, fieldGroups, levels, locales, rights } from '#db/enums.ts';

export const InvitePerson = z.object({ email, roleId: text(60), accountId: text(60).optional() });
export type InvitePerson = z.infer<typeof InvitePerson>;

/** Why somebody is shut out: for the house to read. */
export const BlockPerson = z.strictObject({ reason: text(500) });
export type BlockPerson = z.infer<typeof BlockPerson>;

export const BlockForm = z.object({ reason: text(500), version });

/** As whom somebody goes on, and the version of that entry. */
export const MergePeople = z.strictObject({ intoId: text(60), intoVersion: version });
export type MergePeople = z.infer<typeof MergePeople>;

export const PlanMerge = z.object({ intoId: text(60) });
export const MergeForm = MergePeople.extend({ version });

export const RevokeInvitation = z.object({ id: text(60) });

export const GiveRole = z.object({ roleId: text(60) });
export type GiveRole = z.infer<typeof GiveRole>;

/** `roleId` is what the one who hands over keeps. */
export const HandOver = z.object({ roleId: text(60) });
export type HandOver = z.infer<typeof HandOver>;

/** By right how far it goes; what is not named is not held. */
export const Rights = z.partialRecord(z.enum(rights), z.enum(levels));

/** By group what of a company's fields is opened; what is not named is closed. */
const Fields = z.partialRecord(z.enum(fieldGroups), z.enum(['read', 'edit']));

/** `kind` is for staff to say: for accounts of which kind. */
export const CreateRole = z.strictObject({
  name: text(60),
  kind: z.enum(accountKinds).exactOptional(),
  rights: Rights,
  fields: Fields.default({}),
});
export type CreateRole = z.infer<typeof CreateRole>;

export const EditRole = z.strictObject({
  name: text(60).exactOptional(),
  rights: Rights.exactOptional(),
  fields: Fields.exactOptional(),
});
export type EditRole = z.infer<typeof EditRole>;

/** A form has a field for each right, empty where it is not held. @param named as what they come together */
export const ofForm = <S extends z.ZodType>(schema: S, ...named: string[]) =>
  z.preprocess((sent: Record<string, unknown>) => {
    const entries = Object.entries(sent).filter(([name, value]) => name !== 'action' && value !== '');
    const within = ([name]: [string, unknown]) => named.find((one) => name.startsWith(`${one}.`));
    const given = named.map((one) => [
      one,
      Object.fromEntries(
        entries
          .filter((entry) => within(entry) === one)
          .map(([name, value]) => [name.slice(one.length + 1), value]),
      ),
    ]);
    return Object.fromEntries([...entries.filter((entry) => !within(entry)), ...given]);
  }, schema);

export const CreateRoleForm = ofForm(CreateRole, 'rights', 'fields');
export const EditRoleForm = ofForm(CreateRole.omit({ kind: true }).extend({ version }), 'rights', 'fields');

/** One of the acts upon somebody, as a form says it. */
export const SeatForm = z.object({ version });
export const GiveRoleForm = GiveRole.extend({ version });
export const HandOverForm = HandOver.extend({ version });

/** A person as a file tells it, with the name of the company. It can sign in when it has asked for a password. */
export const ImportPerson = z.strictObject({
  key: text(200).exactOptional(),
  name: text(120),
  email,
  account: text(200),
  role: z.enum(['member', 'owner']).exactOptional(),
  locale: z.enum(locales).exactOptional(),
  zone: text(60)
    .refine(isZone, { params: { code: 'invalid_value' } })
    .exactOptional(),
});
export type ImportPerson = z.infer<typeof ImportPerson>;

function isZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}
