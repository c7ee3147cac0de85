import type { FieldKind } from '#db/enums.ts';
import type { Comparison, Condition, Design, Field, Option } from '#db/schema/request-types.ts';
import { problemsOf } from './checking.ts';
import { circleIn, fieldsOf } from './conditions.ts';

/** A tree goes down so far. */
const DEEPEST = 6;
const NESTED = 6;

type Wrong = [path: string, code: string];
type Fields = Map<string, Field>;

/**
 * What is wrong with a design, by the path of what is wrong. A circle of conditions is named by the keys along it.
 */
export function wrongDesign(design: Design): Record<string, string> {
  const fields = new Map(fieldsOf(design).map((field) => [field.key, field]));
  const wrong = design.sections.flatMap(({ key, when, fields: own }, s): Wrong[] => {
    const path = `sections.${s}`;
    const twice = design.sections.findIndex((other) => other.key === key) < s;
    const publicly = own.some(({ readers }) => readers === 'everybody');
    return [
      ...(twice ? [[`${path}.key`, 'taken'] as Wrong] : []),
      ...wrongCondition(when, `${path}.when`, { fields, publicly }),
      ...own.flatMap((field, f) => wrongField(field, `${path}.fields.${f}`, fields)),
    ];
  });
  const circle = circleIn(design);
  return Object.fromEntries([
    ...wrong,
    ...keysTwice(design),
    ...(circle ? [[circle.join(' → '), 'request_types.circle'] as Wrong] : []),
  ]);
}

function keysTwice({ sections }: Design): Wrong[] {
  const seen = new Set<string>();
  return sections.flatMap(({ fields }, s) =>
    fields.flatMap(({ key }, f): Wrong[] => {
      const twice = seen.has(key);
      seen.add(key);
      return twice ? [[`sections.${s}.fields.${f}.key`, 'taken']] : [];
    }),
  );
}

function wrongField(field: Field, path: string, fields: Fields): Wrong[] {
  const { kind, when, readers, options = [] } = field;
  const wrong = [
    ...wrongKind(field, path),
    ...wrongCondition(when, `${path}.when`, { fields, publicly: readers === 'everybody' }),
    ...(kind === 'choice' ? wrongParent(field, path, fields) : []),
    ...(kind === 'tree' ? wrongTree(options, path) : []),
    ...optionsTwice(options, path),
  ];
  return wrong.length ? wrong : wrongDefault(field, path);
}

function wrongKind({ kind, options, pattern, dependsOn, min, max }: Field, path: string): Wrong[] {
  const chosen = kind === 'choice' || kind === 'tree';
  const checks: (Wrong | false)[] = [
    chosen !== (options !== undefined) && [`${path}.options`, chosen ? 'required' : 'invalid_value'],
    pattern !== undefined && kind !== 'text' && [`${path}.pattern`, 'invalid_value'],
    dependsOn !== undefined && kind !== 'choice' && [`${path}.dependsOn`, 'invalid_value'],
    min !== undefined && max !== undefined && min > max && [`${path}.max`, 'too_small'],
  ];
  return checks.filter((check) => check !== false);
}

function optionsTwice(options: Option[], path: string): Wrong[] {
  const twice = options.findIndex(({ key }, n) => options.findIndex((one) => one.key === key) < n);
  return twice < 0 ? [] : [[`${path}.options.${twice}.key`, 'taken']];
}

function wrongParent({ dependsOn, readers, options = [] }: Field, path: string, fields: Fields): Wrong[] {
  const above = dependsOn === undefined ? undefined : fields.get(dependsOn);
  if (dependsOn !== undefined && above?.kind !== 'choice')
    return [[`${path}.dependsOn`, 'request_types.unknown_field']];
  if (above?.readers === 'staff' && readers === 'everybody')
    return [[`${path}.dependsOn`, 'request_types.staff_only']];
  const known = new Set(above?.options?.map(({ key }) => key));
  const stray = options.findIndex(({ under }) => under?.some((one) => !known.has(one)));
  return stray < 0 ? [] : [[`${path}.options.${stray}.under`, 'request_types.unknown_option']];
}

function wrongTree(options: Option[], path: string): Wrong[] {
  const above = new Map(options.map(({ key, under }) => [key, under]));
  return options.flatMap(({ key, under = [] }, n): Wrong[] => {
    const at = `${path}.options.${n}.under`;
    if (under.length > 1 || under.some((one) => !above.has(one)))
      return [[at, 'request_types.unknown_option']];
    let depth = 0;
    for (let one: string | undefined = key; one !== undefined && depth <= DEEPEST; depth += 1)
      one = above.get(one)?.[0];
    return depth > DEEPEST ? [[at, 'request_types.too_deep']] : [];
  });
}

function wrongDefault(field: Field, path: string): Wrong[] {
  if (field.default === undefined) return [];
  const { dependsOn: _, when: _when, ...alone } = field;
  const design = { sections: [{ key: 'only', title: {}, fields: [alone] }] };
  const values = { [field.key]: field.default };
  const code = problemsOf(design, { values, asked: new Set([field.key]) })[field.key];
  return code ? [[`${path}.default`, code]] : [];
}

/** `publicly`: whoever may not read the fields of the house would learn of them by what is asked. */
type Among = { fields: Fields; publicly: boolean };

function wrongCondition(condition: Condition | undefined, path: string, among: Among, depth = 0): Wrong[] {
  if (!condition) return [];
  if (depth > NESTED) return [[path, 'too_complex']];
  const inner = (one: Condition) => wrongCondition(one, path, among, depth + 1);
  if ('all' in condition) return condition.all.flatMap(inner);
  if ('any' in condition) return condition.any.flatMap(inner);
  if ('not' in condition) return inner(condition.not);
  const field = among.fields.get(condition.field);
  if (!field) return [[path, 'request_types.unknown_field']];
  if (among.publicly && field.readers === 'staff') return [[path, 'request_types.staff_only']];
  return suits(field, condition) ? [] : [[path, 'request_types.unsuited']];
}

/** What a kind of field can be asked, besides whether it is answered. */
const ASKED: Record<FieldKind, string[]> = {
  text: ['is', 'in'],
  long_text: ['is', 'in'],
  number: ['is', 'in', 'gt', 'gte', 'lt', 'lte'],
  date: ['is', 'in', 'gt', 'gte', 'lt', 'lte'],
  choice: ['is', 'in'],
  tree: ['is', 'in', 'under'],
};

function suits({ kind, options }: Field, condition: { field: string } & Comparison): boolean {
  const [[name, against] = ['', undefined]] = Object.entries(condition).filter(([key]) => key !== 'field');
  if (name === 'answered') return true;
  const fits = (value: unknown) =>
    options ? options.some(({ key }) => key === value) : (typeof value === 'number') === (kind === 'number');
  return ASKED[kind].includes(name) && [against].flat().every(fits);
}
