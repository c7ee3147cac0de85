import { authRoutes } from './auth/routes.ts';
import { router } from './core/http.ts';
import type { Portico } from './portico.ts';

/** The table of contents: one line per feature, in the order of the product tour. */
export const api = ({ auth }: Portico) => router().route('/auth', authRoutes(auth));

export type Api = ReturnType<typeof api>;
