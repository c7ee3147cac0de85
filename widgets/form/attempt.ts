/**
 * One key for one content: sending the same again, after a failure or by a second click, is the same attempt
 * for the server; a changed answer is a new one.
 */
export class Attempt {
  #body = '';
  #key = '';

  keyFor(body: string): string {
    if (body !== this.#body) {
      this.#body = body;
      this.#key = randomKey();
    }
    return this.#key;
  }
}

/** Not `crypto.randomUUID`: that is missing on pages without https. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
