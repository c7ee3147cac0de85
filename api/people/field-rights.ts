import { kindOf, type FieldRights, type Member, type Rights } from '#api/core/actor.ts';
import { fieldGroups, type AccountKind, type FieldGroup, type Level } from '#db/enums.ts';

type Access = 'read' | 'edit';
const ACCESSES: Access[] = ['read', 'edit'];

/** What a role for a kind of account can open at all: what the house thinks of a company stays with the house. */
export const groupsOf = (kind: AccountKind): FieldGroup[] =>
  fieldGroups.filter((group) => group !== 'internal' || kind === 'house');

const goesAsFar = (held: Access | undefined, wanted: Access): boolean =>
  held !== undefined && ACCESSES.indexOf(held) >= ACCESSES.indexOf(wanted);

/** Whether a role that opens `held` opens all of this. */
export const opens = (held: FieldRights, wanted: FieldRights): boolean =>
  fieldGroups.every((group) => {
    const access = wanted[group];
    return access === undefined || goesAsFar(held[group], access);
  });

/** What is wrong with the groups of a role, by name: they go no further than its rights to companies. */
export function wrongFields(
  kind: AccountKind,
  fields: FieldRights,
  held: Rights,
): Record<string, string> | undefined {
  const wrong = fieldGroups.flatMap((group): [string, string][] => {
    const access = fields[group];
    if (access === undefined) return [];
    if (!groupsOf(kind).includes(group)) return [[`fields.${group}`, 'invalid_value']];
    const needed = access === 'edit' ? 'accounts.edit' : 'accounts.read';
    return held[needed] ? [] : [[`fields.${group}`, `people.needs_${access}`]];
  });
  return wrong.length ? Object.fromEntries(wrong) : undefined;
}

/** What is left of the groups when rights are taken away. */
export const cutTo = (fields: FieldRights, held: Rights): FieldRights =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([group, access]) => {
      if (!held['accounts.read']) return [];
      return [[group, held['accounts.edit'] ? access : 'read']];
    }),
  );

/** How far the actor can open a group in a role for a kind of account: never further than his own does. */
export const accessesToGive = (actor: Member, kind: AccountKind, group: FieldGroup): Access[] => {
  if (!groupsOf(kind).includes(group)) return [];
  return kind === kindOf(actor)
    ? ACCESSES.filter((access) => goesAsFar(actor.fields[group], access))
    : ACCESSES;
};

/** Why a group is open no further: the kind of account has none of it, the role, or each customer decides. */
export type GroupLine = {
  group: FieldGroup;
  see: Level | undefined;
  change: Level | undefined;
};

/** Groups as a person reads them: whose fields he sees and changes. */
export const groupLinesOf = (kind: AccountKind, held: Rights, fields: FieldRights): GroupLine[] =>
  groupsOf(kind).map((group) => ({
    group,
    see: fields[group] ? held['accounts.read'] : undefined,
    change: fields[group] === 'edit' ? held['accounts.edit'] : undefined,
  }));
