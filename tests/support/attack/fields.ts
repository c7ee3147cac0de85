import type { OpenAPIV3_1 } from 'openapi-types';

type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  additionalProperties?: Schema | boolean;
};

/** A place of a body that takes a text: `['aliases', '0', 'to']`. */
export type TextField = { route: string; place: string[] };
export type Parameter = { route: string; name: string };

/** `POST /requests` as the guards have it. */
const routeOf = (method: string, path: string) =>
  `${method.toUpperCase()} ${path.replace(/^\/api/, '').replaceAll(/\{(\w+)\}/g, ':$1')}`;

function* operations({ paths = {} }: OpenAPIV3_1.Document) {
  for (const [path, item] of Object.entries(paths))
    for (const [method, operation] of Object.entries(item ?? {}))
      yield { route: routeOf(method, path), operation: operation as OpenAPIV3_1.OperationObject };
}

/** Every place of every body in which a text is taken that is not one of a list. */
export const textFields = (description: OpenAPIV3_1.Document): TextField[] =>
  [...operations(description)].flatMap(({ route, operation }) => {
    const body = operation.requestBody as OpenAPIV3_1.RequestBodyObject | undefined;
    const schema = body?.content['application/json']?.schema as Schema | undefined;
    return schema ? [...places(schema, [])].map((place) => ({ route, place })) : [];
  });

/** Every parameter of every address that reads something, those of closed lists too. */
export const parametersOf = (description: OpenAPIV3_1.Document): Parameter[] =>
  [...operations(description)].flatMap(({ route, operation }) =>
    route.startsWith('GET ')
      ? (operation.parameters ?? []).flatMap((one) =>
          'name' in one && one.in === 'query' ? [{ route, name: one.name }] : [],
        )
      : [],
  );

function* places(schema: Schema, place: string[]): Iterable<string[]> {
  if (isText(schema)) yield place;
  for (const one of schema.anyOf ?? []) yield* places(one, place);
  for (const [name, part] of Object.entries(schema.properties ?? {})) yield* places(part, [...place, name]);
  if (schema.items) yield* places(schema.items, [...place, '0']);
  if (typeof schema.additionalProperties === 'object')
    yield* places(schema.additionalProperties, [...place, 'any']);
}

const isText = ({ type, enum: list, const: one, format, pattern }: Schema) =>
  [type].flat().includes('string') && !list && one === undefined && !format && !pattern;

/** The body with a text at a place. */
export function placed(body: unknown, [step, ...rest]: string[], text: string): unknown {
  if (step === undefined) return text;
  if (step === '0') return [placed((body as unknown[] | undefined)?.[0], rest, text)];
  const record = (body ?? {}) as Record<string, unknown>;
  return { ...record, [step]: placed(record[step], rest, text) };
}
