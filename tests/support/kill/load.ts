import { randomUUID } from 'node:crypto';

import type { Name } from '#tests/support/world.ts';

/** Something that was asked of the server, perhaps more than once under the same key. */
export type Act = {
  kind: 'request' | 'reply' | 'upload';
  by: Name;
  path: string;
  key: string;
  /** In what is written, and nowhere else. */
  token: string;
  body: Record<string, unknown>;
  /** What a server has said to it: `lost` means that it was done and that nobody knows any more what was said. */
  told: number | 'lost' | undefined;
  id: string | undefined;
};

type Cookies = Record<string, string>;

/** Who asks, and by whom he is answered. */
const ASKERS: Name[] = ['dan', 'dora', 'emil', 'freja', 'bea'];
const ANSWERER: Name = 'abe';

/**
 * People who write all the time. What got no answer, because the server was killed, is asked again under the same
 * key before anything new is.
 */
export class Load {
  readonly acts: Act[] = [];
  readonly refused: string[] = [];
  readonly #cookies: Cookies;
  #unanswered: Act[] = [];
  #count = 0;
  #answered = 0;
  #awaited: { answers: number; come: () => void } | undefined;

  constructor(cookies: Cookies) {
    this.#cookies = cookies;
  }

  /** @returns when the server does not answer any more, or each of the writers has written `most` times */
  async run(url: string, writers: number, most: number): Promise<void> {
    await Promise.all(Array.from({ length: writers }, (_, n) => this.#write(url, n, most)));
  }

  /** Comes when the servers have answered so often from now on. */
  answers(count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#awaited = { answers: this.#answered + count, come: resolve };
    if (count === 0) resolve();
    return promise;
  }

  /** Asks again for everything that was never answered. */
  async finish(url: string): Promise<void> {
    for (let act; (act = this.#unanswered.pop());)
      if (!(await this.#send(url, act))) throw new Error('the server is gone');
  }

  async #write(url: string, writer: number, most: number) {
    for (let n = 0; n < most; n += 1) {
      const act = this.#unanswered.pop() ?? this.#invent(writer + n);
      if (!(await this.#send(url, act))) return;
    }
  }

  #invent(n: number): Act {
    this.#count += 1;
    const by = ASKERS[n % ASKERS.length] ?? 'dan';
    const token = `token-${this.#count}-${randomUUID()}`;
    const common = { key: randomUUID(), token, told: undefined, id: undefined };
    const request = this.acts.findLast((one) => one.kind === 'request' && one.id && Math.random() < 0.3);
    const file = this.acts.find(
      (one) => one.kind === 'upload' && one.by === by && one.id && !one.body['used'],
    );
    if (this.#count % 5 === 0 && !file)
      return this.#begin({ ...common, kind: 'upload', by, path: '/files', body: {} });
    if (request && this.#count % 3 === 0) {
      const answer = { body: token, choice: 'answer' };
      const path = `/requests/${request.id}/messages`;
      return this.#begin({ ...common, kind: 'reply', by: ANSWERER, path, body: answer });
    }
    if (file) file.body = { used: true };
    const words = { subject: token, body: token, category: 'problem', attachments: file ? [file.id] : [] };
    return this.#begin({ ...common, kind: 'request', by, path: '/requests', body: words });
  }

  #begin(act: Act): Act {
    this.acts.push(act);
    return act;
  }

  /** @returns whether there was an answer */
  async #send(url: string, act: Act): Promise<boolean> {
    try {
      const response = await fetch(`${url}/api${act.path}`, this.#formed(act));
      const said = (await response.json()) as { id?: string; code?: string } | { id: string }[];
      this.#note(act, response.status, said);
      this.#answered += 1;
      if (this.#awaited?.answers === this.#answered) this.#awaited.come();
      return true;
    } catch {
      this.#unanswered.push(act);
      return false;
    }
  }

  #formed({ kind, by, key, token, body }: Act): RequestInit {
    const headers = { cookie: this.#cookies[by] ?? '', 'sec-fetch-site': 'same-origin' };
    if (kind === 'upload') {
      const form = new FormData();
      form.append('files', new File([`${token}\n`.repeat(500)], `${token}.txt`));
      return { method: 'POST', headers, body: form };
    }
    const whole = { ...headers, 'content-type': 'application/json', 'idempotency-key': key };
    return { method: 'POST', headers: whole, body: JSON.stringify(body) };
  }

  #note(act: Act, status: number, said: { id?: string; code?: string } | { id: string }[]) {
    const [first] = [said].flat();
    if (status === 201) {
      act.told = status;
      act.id = first?.id;
    } else if (first && 'code' in first && first.code === 'idempotency.in_progress') act.told = 'lost';
    else if (act.kind === 'upload' && status === 429) act.told = status;
    else this.refused.push(`${act.kind} ${act.key}: ${status} ${JSON.stringify(said)}`);
  }
}
