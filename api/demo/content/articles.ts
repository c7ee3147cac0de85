import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { Article, ArticleAudience, ArticlePlan, Locale, Section } from './shape.ts';

export const sections: Section[] = [
  {
    key: 'getting-started',
    title: { en: 'Getting started', es: 'Primeros pasos', ru: 'Начало работы' },
    summary: {
      en: 'From the box to the first reading',
      es: 'De la caja a la primera lectura',
      ru: 'От коробки до первых показаний',
    },
  },
  {
    key: 'devices',
    title: { en: 'Devices', es: 'Equipos', ru: 'Приборы' },
    summary: {
      en: 'Mounting, settings and what the lights mean',
      es: 'Montaje, ajustes y significado de las luces',
      ru: 'Монтаж, настройка и значение индикаторов',
    },
  },
  {
    key: 'harbor',
    title: { en: 'Harbor dashboard', es: 'Panel Harbor', ru: 'Панель Harbor' },
    summary: {
      en: 'Charts, alerts and the programming interface',
      es: 'Gráficas, avisos y la interfaz de programación',
      ru: 'Графики, оповещения и программный интерфейс',
    },
  },
  {
    key: 'orders-warranty',
    title: { en: 'Orders & warranty', es: 'Pedidos y garantía', ru: 'Заказы и гарантия' },
    summary: {
      en: 'Buying, returning, and how fast we answer',
      es: 'Comprar, devolver y en cuánto tiempo respondemos',
      ru: 'Покупка, возврат и сроки ответа',
    },
  },
];

const plan = (slug: string, published: number, updated: number): ArticlePlan => ({
  slug,
  author: 'eve',
  publishedAt: { daysAgo: published, at: '09:30' },
  updatedAt: { daysAgo: updated, at: '14:10' },
});

/** In the order in which a section shows them. */
export const articlePlans: ArticlePlan[] = [
  plan('first-reading', 420, 27),
  plan('sign-in-trouble', 405, 63),
  plan('nl-200-lights', 398, 90),
  plan('fm-40-zero', 390, 1),
  plan('th-12-placement', 371, 118),
  plan('px-3-scaling', 366, 44),
  { ...plan('gateway-offline-triage', 210, 3), author: 'abe' },
  plan('harbor-alerts', 350, 15),
  plan('harbor-api', 322, 4),
  plan('returns', 412, 76),
  plan('support-levels', 300, 51),
  { ...plan('register-a-deal', 280, 19), author: 'ada' },
  { ...plan('order-for-a-customer', 275, 35), author: 'ada' },
];

const AUDIENCES: ArticleAudience[] = ['public', 'customers', 'partners', 'internal'];
const LOCALES: Locale[] = ['en', 'es', 'ru'];

/** Every article in every language it is written in; English first. */
export function readArticles(folder = articlesFolder()): Article[] {
  return LOCALES.flatMap((locale) =>
    readdirSync(join(folder, locale))
      .filter((name) => name.endsWith('.md'))
      .toSorted()
      .map((name) =>
        parseArticle(basename(name, '.md'), locale, readFileSync(join(folder, locale, name), 'utf8')),
      ),
  );
}

function parseArticle(slug: string, locale: Locale, text: string): Article {
  const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  const front = Object.fromEntries(head.split('\n').map((line) => line.split(/:\s+(.*)/s, 2)));
  const section = sections.find(({ key }) => key === front['section'])?.key;
  const audience = AUDIENCES.find((one) => one === front['audience']);
  const { title, summary }: Record<string, string | undefined> = front;
  if (!section || !audience || !title || !summary) {
    throw new Error(`articles/${locale}/${slug}.md: title, section, audience and summary are needed`);
  }
  return { slug, locale, title, section, audience, summary, body: body.trim() };
}

/** The Markdown is not bundled: the built server finds it from the root of the package. */
function articlesFolder(): string {
  for (let here = import.meta.dirname; ; here = dirname(here)) {
    const folder = join(here, 'api/demo/content/articles');
    if (existsSync(folder)) return folder;
    if (here === dirname(here)) throw new Error('The help articles of the demo company are missing');
  }
}
