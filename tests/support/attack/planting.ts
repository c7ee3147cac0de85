import { bodies, chunks, few, lines } from './payloads.ts';
import type { Api, Callers, Made, Person } from './people.ts';
import { files, newcomer, sections, websites } from './settling.ts';

/** A page to open, and who opens it. */
export type Visit = { who: Person | 'guest'; path: string };

/** How many are tried in addresses, of which each is a page. */
const ASKED = 5;

/** Puts payloads wherever people write, and says on which pages they are read. */
export async function plant(people: Callers, payloads: string[]): Promise<Visit[]> {
  const visits = [
    await requests(people, payloads),
    await companies(people, payloads),
    await opportunities(people, payloads),
    await library(people, payloads),
    await help(people, payloads),
    await files(people, payloads),
    await newcomer(people),
    await websites(people, payloads),
    await sections(people, payloads),
  ];
  return [
    ...visits.flat(),
    { who: 'dan', path: '/activity' },
    { who: 'ada', path: '/desk/activity' },
    ...(await mails(people)),
    ...asked(few(lines(payloads), ASKED)),
  ];
}

async function requests({ dan, abe }: Callers, payloads: string[]): Promise<Visit[]> {
  const subjects = few(lines(payloads), 25);
  for (const subject of subjects)
    await dan.api.send('post', '/requests', { subject, body: subject, category: 'problem' });
  const attachments = await Promise.all(
    few(subjects, 5).map((payload) => dan.api.upload(`${payload}.txt`, `It says ${payload}`)),
  );
  const visits: Visit[] = [];
  for (const [n, [first = 'x', ...rest]] of chunks(bodies(payloads)).entries()) {
    const subject = '"><script>tripwire("subject")</script>';
    const whole = { subject, body: first, category: 'problem', attachments: n ? [] : attachments };
    const { id } = await dan.api.send('post', '/requests', whole);
    for (const [turn, body] of rest.entries()) {
      if (turn % 3 === 0) await abe.api.send('post', `/requests/${id}/notes`, { body });
      if (turn % 3 === 1) await abe.api.send('post', `/requests/${id}/messages`, { body, choice: 'answer' });
      if (turn % 3 === 2) await dan.api.send('post', `/requests/${id}/messages`, { body });
    }
    visits.push(
      { who: 'dan', path: `/requests/${id}` },
      { who: 'dan', path: `/requests/${id}/print` },
      { who: 'abe', path: `/desk/requests/${id}` },
    );
  }
  return [
    ...visits,
    { who: 'dan', path: '/requests' },
    { who: 'abe', path: '/desk/requests' },
    { who: 'ada', path: '/desk/requests?tab=all&q=script' },
    { who: 'dan', path: '/' },
  ];
}

async function companies({ dan, ada }: Callers, payloads: string[]): Promise<Visit[]> {
  for (const name of few(lines(payloads), 25))
    await dan.api.send('post', '/accounts/acc_dune/contacts', { name, title: name.slice(0, 100) });
  const [name = 'x', industry = 'x', city = 'x'] = few(lines(payloads), 3);
  const { version } = await ada.api.send('get', '/accounts/acc_dune');
  const facts = { name, industry: industry.slice(0, 100), city: city.slice(0, 100), street: name };
  await ada.api.send('patch', '/accounts/acc_dune', facts, version);
  const { items } = await ada.api.send<{ items: Made[] }>('get', '/accounts/acc_dune/contacts');
  return [
    { who: 'dan', path: '/accounts/acc_dune' },
    { who: 'dan', path: '/accounts/acc_dune/edit' },
    { who: 'dan', path: `/accounts/acc_dune/contacts/${items[0]?.id}` },
    { who: 'bea', path: '/accounts' },
    { who: 'ada', path: '/desk/accounts/acc_dune' },
    { who: 'ada', path: '/desk/accounts' },
  ];
}

async function opportunities({ bea }: Callers, payloads: string[]): Promise<Visit[]> {
  const facts = { customerId: 'acc_dune', amount: 100, currency: 'EUR', closeOn: '2099-01-01', shared: true };
  const steps = { nextStepOn: '2026-01-01' };
  let id = '';
  for (const title of few(lines(payloads), 20))
    ({ id } = await bea.api.send('post', '/opportunities', { ...facts, ...steps, title, nextStep: title }));
  const parts = bodies(payloads).flatMap((text) => [text.slice(0, 9_000), text.slice(9_000)]);
  const visits: Visit[] = [];
  for (const notes of chunks(parts.filter((part) => part.trim()))) {
    ({ id } = await bea.api.send('post', '/opportunities', {
      ...facts,
      ...steps,
      title: 'Notes',
      nextStep: 'x',
    }));
    for (const body of notes) await bea.api.send('post', `/opportunities/${id}/notes`, { body });
    visits.push(
      { who: 'bea', path: `/opportunities/${id}` },
      { who: 'ada', path: `/desk/opportunities/${id}` },
    );
  }
  return [
    ...visits,
    { who: 'bea', path: '/opportunities' },
    { who: 'bea', path: '/opportunities/board' },
    { who: 'bea', path: `/opportunities/${id}/edit` },
    { who: 'bea', path: '/' },
  ];
}

async function library({ eve }: Callers, payloads: string[]): Promise<Visit[]> {
  let id = '';
  for (const [n, title] of few(lines(payloads), 20).entries()) {
    const fileId = await eve.api.upload(`${n}.txt`, `It says ${title}`);
    const words = { title, description: title, product: title.slice(0, 60), edition: title.slice(0, 40) };
    const kind = { category: 'datasheet', audience: 'partners', locale: 'en' };
    ({ id } = await eve.api.send('post', '/materials', { ...words, ...kind, fileId }));
    await eve.api.send('put', `/materials/${id}/publication`, {});
  }
  return [
    { who: 'bea', path: '/materials' },
    { who: 'bea', path: `/materials/${id}` },
    { who: 'eve', path: '/desk/materials' },
    { who: 'eve', path: `/desk/materials/${id}/edit` },
  ];
}

async function help({ eve }: Callers, payloads: string[]): Promise<Visit[]> {
  const { items } = await eve.api.send<{ items: { id: string; slug: string }[] }>(
    'get',
    '/articles/sections',
  );
  const section = items[0];
  const titles = few(lines(payloads), 50);
  const facts = { sectionId: section?.id, audience: 'public', locale: 'en' };
  const visits: Visit[] = [];
  for (const [n, text] of bodies(payloads).entries()) {
    const title = `tripwire ${titles[n] ?? ''}`;
    const made = await publish(eve.api, { ...facts, title, summary: title }, text);
    visits.push(...made.map(({ number }) => ({ who: 'guest', path: `/help/en/${number}` }) as const));
    if (n === 0 && made[0]) visits.push({ who: 'eve', path: `/desk/articles/${made[0].id}` });
  }
  return [
    ...visits,
    { who: 'eve', path: '/desk/articles' },
    { who: 'guest', path: `/help/en/sections/${section?.slug}` },
    { who: 'guest', path: '/help/en/search?q=tripwire' },
    { who: 'guest', path: '/help/en/search?q=script' },
  ];
}

/** What is refused because one bracket too many was opened is published in halves. */
async function publish(api: Api, facts: object, body: string): Promise<{ id: string; number: number }[]> {
  const made = await api
    .send<{ id: string; number: number }>('post', '/articles', { ...facts, body })
    .catch((error: unknown) => {
      if (!String(error).includes('too_complex')) throw error;
      return undefined;
    });
  if (made) {
    await api.send('put', `/articles/${made.id}/publication`, {});
    return [made];
  }
  const parts = body.split('\n\n');
  if (parts.length === 1) return [];
  const half = Math.ceil(parts.length / 2);
  return [
    ...(await publish(api, facts, parts.slice(0, half).join('\n\n'))),
    ...(await publish(api, facts, parts.slice(half).join('\n\n'))),
  ];
}

async function mails({ ada }: Callers): Promise<Visit[]> {
  const { items } = await ada.api.send<{ items: Made[] }>('get', '/mail');
  return [
    { who: 'ada', path: '/desk/mail' },
    ...items.slice(0, 8).map(({ id }) => ({ who: 'ada', path: `/desk/mail/${id}` }) as const),
  ];
}

/** What is said in an address comes back in many places of a page. */
const asked = (payloads: string[]): Visit[] =>
  payloads.flatMap((payload): Visit[] => {
    const said = encodeURIComponent(payload);
    return [
      { who: 'ada', path: `/find?q=${said}` },
      { who: 'ada', path: `/desk/requests?q=${said}&tab=all` },
      { who: 'bea', path: `/opportunities?q=${said}` },
      { who: 'dan', path: `/requests?q=${said}&done=${said}` },
      { who: 'guest', path: `/help/en/search?q=${said}` },
      { who: 'guest', path: `/login?next=${said}` },
      { who: 'guest', path: `/f/request?key=${said}` },
      { who: 'guest', path: `/${said.replaceAll('.', '%2e')}` },
    ];
  });
