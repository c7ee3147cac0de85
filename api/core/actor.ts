import {
  levels,
  type AccountKind,
  type Audience,
  type FieldGroup,
  type Level,
  type Right,
  type Side,
} from '#db/enums.ts';

export type Rights = Partial<Record<Right, Level>>;

/** Which groups of a company's fields a role opens; what is not named is closed. */
export type FieldRights = Partial<Record<FieldGroup, 'read' | 'edit'>>;

/** A signed-in person, acting for one of the accounts it belongs to. */
export type Member = {
  kind: 'staff' | 'partner' | 'customer';
  personId: string;
  accountId: string;
  membershipId: string;
  rights: Rights;
  fields: FieldRights;
  /** What it showed to come in where it is a program; nobody sits before it then. */
  tokenId?: string;
  /** Who of the house looks through its eyes: it can change nothing then. */
  viewerId?: string;
  /** The account asks for a second factor that was not shown: until then it may nothing. */
  owesSecond?: true;
};

/** Who is asking. Every request, job and script runs as exactly one actor. */
export type Actor =
  | Member
  | { kind: 'guest' }
  /** Somebody on a foreign website, through one of our widgets. */
  | { kind: 'visitor'; siteId: string }
  | { kind: 'system'; job: string };

export const guest: Actor = { kind: 'guest' };
export const system = (job: string): Actor => ({ kind: 'system', job });

export const actorKindOf: Record<AccountKind, Member['kind']> = {
  house: 'staff',
  partner: 'partner',
  customer: 'customer',
};

export const isMember = (actor: Actor): actor is Member => 'personId' in actor;
export const isStaff = (actor: Actor): actor is Member => actor.kind === 'staff';

/** Whether the actor's role holds a right at all; how far it goes is for `reach` to say. */
export const can = (actor: Actor, right: Right): actor is Member =>
  isMember(actor) && actor.rights[right] !== undefined;

export const levelOf = (actor: Actor, right: Right): Level | undefined =>
  isMember(actor) ? actor.rights[right] : undefined;

/** Whether a level goes at least as far as another one. */
export const covers = (held: Level | undefined, level: Level): boolean =>
  held !== undefined && levels.indexOf(held) >= levels.indexOf(level);

/** Whether the actor's role holds a right that goes at least so far. */
export const goesTo = (actor: Actor, right: Right, level: Level): actor is Member =>
  covers(levelOf(actor, right), level);

/** What is left of rights that may be used only so far. */
export const narrowed = (rights: Rights, scopes: Rights): Rights =>
  Object.fromEntries(
    (Object.entries(rights) as [Right, Level][]).flatMap(([right, level]) => {
      const scope = scopes[right];
      return scope ? [[right, covers(level, scope) ? scope : level]] : [];
    }),
  );

/** For whom something must be published so that this actor may read it. */
export function audiencesOf(actor: Actor): Audience[] {
  switch (actor.kind) {
    case 'guest':
    case 'visitor':
      return ['public'];
    case 'customer':
      return ['public', 'signed_in', 'customers'];
    case 'partner':
      return ['public', 'signed_in', 'partners'];
    case 'staff':
    case 'system':
      return ['public', 'signed_in', 'customers', 'partners', 'internal'];
  }
}

/** The kind of the account that a member acts for. */
export const kindOf = ({ kind }: Member): AccountKind => (kind === 'staff' ? 'house' : kind);

export const sideOf = (actor: Member): Side => actor.kind;

/** How events name the actor. */
export function actorId(actor: Actor): string {
  if (isMember(actor)) return actor.personId;
  if (actor.kind === 'visitor') return actor.siteId;
  return actor.kind === 'system' ? actor.job : 'guest';
}
