import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

import { expect, test } from 'vitest';

/** Who may import whom. Read a row as: files here may import from these folders. */
const MAY_IMPORT: Record<string, string[]> = {
  db: [],
  search: ['db'],
  api: ['db', 'search'],
  portal: ['api', 'db'],
  widgets: [],
};

/** What of another folder may be known at all: of the database pages know words and shapes of rows. */
const ONLY: Record<string, RegExp> = { 'portal → db': /^#db\/(enums|schema\/)/ };

/** These hold a connection; everybody else holds a Scope. */
const MACHINE_ROOM = /^api\/(core|auth|jobs|events|demo|people)\/|^api\/(portico|start|app|health)\.ts$/;

const IMPORT = /^(?:import|export) (type )?[^;]*?from '([^']+)';|^import '([^']+)';/gms;

const files = (pattern: string) => globSync(pattern, { exclude: ['**/node_modules/**'] });

for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
  test(`${folder}/ imports only what it may`, () => {
    const strays = files(`${folder}/**/*.{ts,astro}`).flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => target in MAY_IMPORT && target !== folder)
        .filter(({ target, specifier, typeOnly }) => {
          if (folder === 'widgets') return !(typeOnly && target === 'api');
          return !allowed.includes(target) || ONLY[`${folder} → ${target}`]?.test(specifier) === false;
        })
        .map(({ specifier }) => `${file} → ${specifier}`),
    );
    expect(strays).toEqual([]);
  });
}

test('tables are pages’ to name, never to ask', () => {
  const strays = files('portal/**/*.{ts,astro}').flatMap((file) =>
    importsOf(file)
      .filter(({ specifier, typeOnly }) => specifier.startsWith('#db/schema/') && !typeOnly)
      .map(({ specifier }) => `${file} → ${specifier}`),
  );
  expect(strays).toEqual([]);
});

test('only the machine room touches a raw connection', () => {
  const strays = files('{api,portal}/**/*.{ts,astro}')
    .filter((file) => !MACHINE_ROOM.test(file))
    .filter((file) => /#db\/client|#db\/writer|@libsql\/client|drizzle-orm\/libsql/.test(valueImports(file)));
  expect(strays).toEqual([]);
});

test('a feature knows another by its service, schemas, policy and named things, not by its queries and routes', () => {
  const strays = files('{api,portal}/**/*.{ts,astro}').flatMap((file) =>
    importsOf(file)
      .filter(({ specifier }) => /^#api\/[a-z-]+\/(queries|routes)\.ts$/.test(specifier))
      .filter(({ specifier }) => !file.startsWith(specifier.slice(1).split('/').slice(0, 2).join('/')))
      .map(({ specifier }) => `${file} → ${specifier}`),
  );
  expect(strays).toEqual([]);
});

test('pages hold no SQL', () => {
  const strays = files('portal/**/*.{ts,astro}').filter((file) =>
    /from 'drizzle-orm/.test(readFileSync(file, 'utf8')),
  );
  expect(strays).toEqual([]);
});

/** Where HTML is put in as it is, and why that is safe. */
const AS_HTML = new Map([
  ['portal/components/Prose.astro', 'what the sanitizer has made'],
  ['portal/components/Message.astro', 'a slot that Astro has rendered'],
  ['portal/layouts/Shell.astro', 'a slot that Astro has rendered'],
]);

test('nothing goes into a page as HTML but what the sanitizer has seen', () => {
  const strays = files('{portal,widgets}/**/*.{ts,astro}')
    .filter((file) => /set:html|innerHTML|insertAdjacentHTML|unsafeHTML|outerHTML/.test(code(file)))
    .filter((file) => !AS_HTML.has(file));
  expect(strays).toEqual([]);
});

test('no style attributes, no inline scripts, no handlers in markup: the content security policy forbids them', () => {
  const strays = files('portal/**/*.astro').filter((file) =>
    /\sstyle=|is:inline|\son[a-z]+="|<style/.test(code(file)),
  );
  expect(strays).toEqual([]);
});

/** Where a pattern is put together, and of what. */
const OF_CONSTANTS = new Map([['api/imports/articles/rewriting.ts', 'of patterns in the same file']]);

test('the server starts no program, runs no text as code and makes no pattern of one', () => {
  const strays = files('{api,db,search,portal,widgets}/**/*.{ts,astro}')
    .filter((file) =>
      /child_process|node:vm|node:repl|\beval\(|new Function\b|new RegExp\(|\bRegExp\(/.test(code(file)),
    )
    .filter((file) => !OF_CONSTANTS.has(file));
  expect(strays).toEqual([]);
});

test('a browser keeps nothing of ours but whether single keys are off', () => {
  const keeping = files('{portal,widgets}/**/*.{ts,astro}').filter((file) =>
    /localStorage|sessionStorage|indexedDB|document\.cookie|\bcaches\./.test(code(file)),
  );
  expect(keeping).toEqual(['portal/scripts/keys.ts']);
});

test('pages and widgets take no messages from windows of others', () => {
  const listening = files('{portal,widgets}/**/*.{ts,astro}').filter((file) =>
    /postMessage|onmessage|addEventListener\(\s*'message'/.test(code(file)),
  );
  // A BroadcastChannel reaches pages of the same origin alone.
  expect(listening).toEqual(['portal/scripts/live.ts']);
  expect(code('portal/scripts/live.ts')).not.toMatch(
    /(?:window|document|self|parent|opener)\.(?:postMessage|onmessage|addEventListener\(\s*'message')/,
  );
});

test('the environment is read at the start alone', () => {
  const readers = files('{api,db,search,portal}/**/*.{ts,astro}').filter((file) =>
    /process\.env/.test(code(file)),
  );
  // The two others only look where the build is.
  expect(readers.sort()).toEqual(['api/server.ts', 'api/start.ts', 'api/widgets/embed.ts']);
});

test('nothing lets a certificate pass that cannot be trusted', () => {
  const strays = files('{api,db,search,portal,scripts}/**/*.{ts,mjs}').filter((file) =>
    /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/.test(code(file)),
  );
  expect(strays).toEqual([]);
});

test('what is typed into a field for a password is not shown', () => {
  const fields = files('portal/**/*.astro').flatMap((file) =>
    [...code(file).matchAll(/<(?:Field|input)\b[^>]*\bname="[^"]*password[^"]*"[^>]*>/g)].map(
      ([field]) => field,
    ),
  );
  expect(fields.length).toBeGreaterThan(3);
  expect(fields.filter((field) => !field.includes('type="password"'))).toEqual([]);
});

test('styles say start and end, not left and right', () => {
  const physical = /(?:^|[\s{;])(?:margin|padding|border)-(?:left|right)\b|(?:^|[\s{;])(?:left|right):/m;
  const strays = files('{portal,widgets}/**/*.css').filter((file) =>
    physical.test(readFileSync(file, 'utf8')),
  );
  expect(strays).toEqual([]);
});

test('files have names that say something', () => {
  const empty = /(^|\/)(utils?|helpers?|common|constants|types|misc|manager)(\.ts|\/)/;
  expect(
    files('{api,db,search,portal,widgets,scripts,tests}/**/*.ts').filter((file) => empty.test(file)),
  ).toEqual([]);
});

function importsOf(file: string) {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    const path = specifier.startsWith('.')
      ? posix.join(posix.dirname(file), specifier)
      : specifier.replace(/^#/, '');
    return { specifier, target: path.split('/')[0] ?? '', typeOnly: match[1] !== undefined };
  });
}

const valueImports = (file: string) =>
  importsOf(file)
    .filter(({ typeOnly }) => !typeOnly)
    .map(({ specifier }) => specifier)
    .join('\n');

/** Without comments, which may talk about what must not be done. */
const code = (file: string) => readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
