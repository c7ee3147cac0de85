/** So much may lie unread before a reader counts as gone. */
const MOST_UNREAD = 200;

export type Message = { id?: string; event: string; data: unknown };

/** The writing end of one event stream, as browsers read it (WHATWG HTML §9.2). */
export class Stream {
  readonly body: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly #encoder = new TextEncoder();

  constructor(onGone: () => void) {
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        cancel: () => {
          this.#controller = undefined;
          onGone();
        },
      },
      { highWaterMark: MOST_UNREAD },
    );
  }

  /** @returns false where nobody reads any more */
  send({ id, event, data }: Message): boolean {
    const name = id === undefined ? '' : `id: ${id}\n`;
    return this.#write(`${name}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Keeps the line open through whatever stands between. */
  beat(): boolean {
    return this.#write(': \n\n');
  }

  close(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    controller?.close();
  }

  #write(text: string): boolean {
    if (!this.#controller || (this.#controller.desiredSize ?? 0) <= 0) return false;
    this.#controller.enqueue(this.#encoder.encode(text));
    return true;
  }
}
