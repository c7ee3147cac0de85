import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { locales } from '#db/enums.ts';
import { oneOf } from './one-of.ts';
import type { Article, ArticlePlan, Locale, Section } from './shape.ts';
import { readTable } from './table.ts';

const named = (key: string, en: string, es: string, ru: string): Section => ({ key, names: { en, es, ru } });

export const sections: Section[] = [
  named('getting-started', 'Getting started', 'Primeros pasos', 'Начало работы'),
  named('devices', 'Devices', 'Equipos', 'Приборы'),
  named('gateway', 'Gateway & network', 'Pasarela y red', 'Шлюз и сеть'),
  named('calibration', 'Accuracy & calibration', 'Exactitud y calibración', 'Точность и калибровка'),
  named('harbor', 'Harbor dashboard', 'Panel Harbor', 'Панель Harbor'),
  named('orders-warranty', 'Orders & warranty', 'Pedidos y garantía', 'Заказы и гарантия'),
  named('support', 'Accounts & support', 'Cuentas y soporte', 'Доступ и поддержка'),
];

/** In the order in which a section shows them. */
export const articlePlans: ArticlePlan[] = readTable('articles.txt', [
  'number',
  'key',
  'author',
  'published',
  'updated',
]).map(({ number, key, author, published, updated }) => ({
  number: Number(number),
  slug: key,
  author,
  publishedAt: { daysAgo: Number(published), at: '09:30' },
  updatedAt: { daysAgo: Number(updated), at: '14:10' },
}));

const AUDIENCES = ['public', 'customers', 'partners', 'internal'] as const;

/** Every article in every language it is written in; English first. */
export function readArticles(): Article[] {
  return locales.flatMap((locale) => {
    const folder = join(import.meta.dirname, 'articles', locale);
    return readdirSync(folder)
      .toSorted()
      .map((name) => parseArticle(basename(name, '.md'), locale, readFileSync(join(folder, name), 'utf8')));
  });
}

function parseArticle(slug: string, locale: Locale, text: string): Article {
  const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  const front = Object.fromEntries(head.split('\n').map((line) => line.split(/:\s+(.*)/s, 2)));
  const { title, summary }: Record<string, string | undefined> = front;
  if (!title || !summary) throw new Error(`articles/${locale}/${slug}.md: title and summary are needed`);
  const section = oneOf(
    sections.map(({ key }) => key),
    front['section'],
  );
  const audience = oneOf(AUDIENCES, front['audience']);
  return { slug, locale, title, section, audience, summary, body: body.trim() };
}
