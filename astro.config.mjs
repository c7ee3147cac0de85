import node from '@astrojs/node';
import { defineConfig, passthroughImageService } from 'astro/config';

/**
 * Leaves our own server code out of the bundle: Node resolves `#api/…` through package.json#imports and
 * runs the TypeScript itself, so pages, API, jobs and commands share one module graph and one connection.
 */
const serverCodeStaysOutside = {
  name: 'server-code-stays-outside',
  apply: 'build',
  enforce: 'pre',
  applyToEnvironment: (environment) => environment.name === 'ssr',
  resolveId: {
    filter: { id: /^#(api|db|search)\// },
    handler: (id) => ({ id, external: true }),
  },
};

/**
 * A script of a page that imports server code would send it to everybody. What a form asks is decided by the same
 * words on both sides: that file imports nothing.
 */
const serverCodeStaysOnTheServer = {
  name: 'server-code-stays-on-the-server',
  apply: 'build',
  enforce: 'pre',
  applyToEnvironment: (environment) => environment.name === 'client',
  resolveId: {
    filter: { id: /^#(api|db|search)\/(?!request-types\/conditions\.ts$)/ },
    handler: (id, importer) => {
      throw new Error(`${importer} runs in the browser and may not import ${id}`);
    },
  },
};

export default defineConfig({
  srcDir: './portal',
  publicDir: './portal/public',
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  trailingSlash: 'never',
  session: false,
  devToolbar: { enabled: false },
  image: { service: passthroughImageService() },
  // The content security policy allows files of our own and nothing inline.
  build: { inlineStylesheets: 'never' },
  // One rule against cross-site requests stands before pages and API alike; see api/core.
  security: { checkOrigin: false },
  vite: {
    // scripts/build.ts clears the folders itself: dist/widgets comes from another build.
    build: { assetsInlineLimit: 0, emptyOutDir: false },
    plugins: [serverCodeStaysOutside, serverCodeStaysOnTheServer],
  },
});
