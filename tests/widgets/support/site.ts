import type { Answer, ReceivedCall } from './portal.ts';

interface State {
  calls: ReceivedCall[];
  waiting: number;
  left: number;
  sent: Record<string, string>[];
}

/** A website's side of the portal: what it will be answered, and what it has sent. */
export class Site {
  readonly origin: string;
  readonly key: string;

  constructor(origin: string, key = `pk_${crypto.randomUUID()}`) {
    this.origin = origin;
    this.key = key;
  }

  answerNext(...answers: Answer[]) {
    return this.#control('answers', JSON.stringify(answers));
  }

  release() {
    return this.#control('release', '');
  }

  async calls(path = '') {
    return (await this.state()).calls.filter((call) => call.path.endsWith(path));
  }

  async sent() {
    return (await this.state()).sent;
  }

  state() {
    return this.#control('state', '');
  }

  async #control(what: string, body: string): Promise<State> {
    const response = await fetch(`${this.origin}/control/${this.key}/${what}`, { method: 'POST', body });
    return (await response.json()) as State;
  }
}
