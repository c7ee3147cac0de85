import { AppError, conflict, invalid } from '#api/core/errors.ts';
import { parse } from '#api/core/parse.ts';
import type { Scope } from '#api/core/scope.ts';
import { TypeInput } from '#api/request-types/schemas.ts';
import { changeType } from '#api/request-types/service.ts';
import { locales } from '#db/enums.ts';
import type { Design, RequestType } from '#db/schema/request-types.ts';

/** What has pages of its own. */
export type Parts = Partial<Design & Pick<RequestType, 'templates'>>;

/** A type as it is sent back when only a part of it was worked on. */
export const inputOf = (type: RequestType, part: Parts): TypeInput =>
  parse(TypeInput, {
    name: type.name,
    intro: type.intro,
    audience: type.audience,
    accountIds: type.accountIds,
    category: type.category,
    position: type.position,
    templates: type.templates,
    sections: type.draft.sections,
    ...part,
  });

export type Step = {
  version: number;
  change: () => Design;
  /** Where in the changed draft stands what the form is about. */
  place: (draft: Design) => string;
  /** The field of the form that is to blame for what no longer fits elsewhere. */
  blamed: string;
};

/** Saves a draft, and says what is wrong with it by the fields of the form that changed it. */
export async function saveDraft(scope: Scope, type: RequestType, step: Step): Promise<RequestType> {
  let place = '';
  try {
    const draft = step.change();
    place = step.place(draft);
    return await changeType(scope, type.id, step.version, inputOf(type, draft));
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    throw invalid(nearer(error.fields, place, step.blamed));
  }
}

const CIRCLE = 'request_types.circle';

function nearer(wrong: Record<string, string>, place: string, blamed: string): Record<string, string> {
  const named = Object.entries(wrong).map(([path, code]): [string, string] => {
    if (code === CIRCLE) return ['when', code];
    const inside = path.startsWith(`${place}.`) ? path.slice(place.length + 1) : undefined;
    const name = inside ?? (path.startsWith('sections.') ? blamed : path);
    const [first = '', second] = name.split('.');
    return [locales.some((locale) => locale === second) ? name : first, code];
  });
  // What is wrong with the thing itself counts more than what follows from it.
  return Object.fromEntries(named.toReversed());
}

export function placeOfField({ sections }: Design, key: string): string {
  const at = sections.findIndex(({ fields }) => fields.some((field) => field.key === key));
  return `sections.${at}.fields.${sections[at]?.fields.findIndex((field) => field.key === key)}`;
}

export const placeOfSection = ({ sections }: Design, key: string): string =>
  `sections.${sections.findIndex((section) => section.key === key)}`;

/** A draft in which nothing was typed: something has moved or gone. @throws 409 for what others need */
export async function changeDraft(
  scope: Scope,
  type: RequestType,
  version: number,
  draft: Design,
): Promise<RequestType> {
  try {
    return await changeType(scope, type.id, version, inputOf(type, draft));
  } catch (error) {
    if (error instanceof AppError && error.status === 422) throw conflict('request_types.needed');
    throw error;
  }
}
