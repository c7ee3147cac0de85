export type Uploaded = { id: string; name: string; size: number };
/** How much of it is there, from 0 to 1. */
export type Progress = (share: number) => void;

/** Why a file was not taken: a code of the API, or `failed` when nobody answered. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Sends one file. XMLHttpRequest, since `fetch` does not tell how far it has come. */
export function upload(
  file: File,
  name: string,
  onProgress: Progress,
): { done: Promise<Uploaded>; stop: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<Uploaded>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener('load', () => {
      const answer = answerOf(request);
      if (answer.id === undefined) reject(new Refused(answer.code ?? 'failed'));
      else resolve({ id: answer.id, name: answer.name ?? name, size: answer.size ?? file.size });
    });
    for (const end of ['error', 'abort', 'timeout'])
      request.addEventListener(end, () => reject(new Refused('failed')));
  });
  const form = new FormData();
  form.append('attachments[]', file, name);
  request.open('POST', '/api/files');
  request.responseType = 'json';
  request.send(form);
  return { done, stop: () => request.abort() };
}

/** Throws a file away that was sent and is not wanted any more. If that fails, it is gone within a day anyway. */
export const discard = (id: string): void =>
  void fetch(`/api/files/${encodeURIComponent(id)}`, { method: 'DELETE' }).catch(() => {});

type Answer = { id?: string; name?: string; size?: number; code?: string };

function answerOf({ status, response }: XMLHttpRequest): Answer {
  const body: unknown = response;
  if (status === 201 && Array.isArray(body)) return body[0] as Answer;
  const code = body !== null && typeof body === 'object' && 'code' in body ? String(body.code) : 'failed';
  return { code };
}
