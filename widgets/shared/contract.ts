/** What the public API of the portal answers to widgets. */

/** A run of text; `hit` marks what the reader searched for. */
export interface TextPart {
  text: string;
  hit: boolean;
}

export interface ArticleHit {
  id: string;
  title: string;
  url: string;
  titleParts: TextPart[];
  snippet: TextPart[];
}

export interface FormField {
  name: 'email' | 'name' | 'subject' | 'body' | 'category';
  kind: 'email' | 'text' | 'textarea' | 'select';
  label: string;
  required: boolean;
  maxLength?: number;
  options?: { value: string; label: string }[];
}

export interface FormDescription {
  type: string;
  fields: FormField[];
  challenge: { token: string };
}

/** Why a call did not succeed: a closed list, the same in events, in texts and in the manual. */
export type FailureCode =
  | 'offline'
  | 'network'
  | 'timeout'
  | 'forbidden_origin'
  | 'rate_limited'
  | 'validation'
  | 'not_found'
  | 'unavailable';

export interface Failure {
  code: FailureCode;
  /** Which field is wrong, by the server's code for it. */
  fields: Record<string, string>;
  /** Seconds until it makes sense to try again. */
  retryAfter?: number;
}

export type Reply<T> = { ok: true; value: T } | { ok: false; failure: Failure };
