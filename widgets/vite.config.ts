import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { defineConfig, type Plugin } from 'vite';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/**
 * A page that enforces Trusted Types and has its own Lit would refuse a second policy of the same name,
 * and our bundle would not even evaluate. Ours is called `portico`.
 */
const ownTrustedTypesPolicy: Plugin = {
  name: 'own-trusted-types-policy',
  transform(code, id) {
    if (!/\/lit-html\/(development\/)?lit-html\.js/.test(id)) return null;
    if (!/createPolicy\(["']lit-html["']/.test(code))
      throw new Error('Lit no longer names its policy lit-html');
    return { code: code.replace(/createPolicy\(["']lit-html["']/, 'createPolicy("portico"'), map: null };
  },
};

export default defineConfig({
  root,
  base: './',
  publicDir: false,
  define: { PORTICO_VERSION: JSON.stringify(version) },
  // Whatever NODE_ENV says, Lit is not shipped in its development version.
  resolve: { conditions: ['module', 'browser'] },
  plugins: [ownTrustedTypesPolicy],
  build: {
    outDir: 'dist/widgets',
    emptyOutDir: true,
    // The first browsers with light-dark() and AbortSignal.any(); older ones keep the light-DOM fallback.
    target: ['chrome123', 'edge123', 'firefox124', 'safari17.5'],
    // As a library: as a page Vite would put its preload helper into v1.js and let the chunks import it from there.
    lib: { entry: { v1: join(import.meta.dirname, 'embed.ts') }, formats: ['es'] },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        minify: true,
        codeSplitting: {
          groups: [{ name: 'core', test: /node_modules|widgets\/shared\/(?!strings\/(es|ru))/ }],
        },
      },
    },
  },
});
