import { z } from 'zod';

import { text } from '#api/core/parse.ts';

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/);
const transports = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);

const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
};

/** What `navigator.credentials.get` answers, as `toJSON` writes it. */
export const Assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.exactOptional(),
  }),
});
export type Assertion = z.infer<typeof Assertion>;

/** What `navigator.credentials.create` answers. */
export const Attestation = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(transports).max(10).exactOptional(),
  }),
});
export type Attestation = z.infer<typeof Attestation>;

export const ShowPasskey = z.object({ credential: Assertion });
export const AddPasskey = z.object({ credential: Attestation, label: text(60) });
export type AddPasskey = z.infer<typeof AddPasskey>;

/** A form holds the same as a text of JSON. */
const inForm = z.string().transform((value, context): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    context.addIssue({ code: 'custom', params: { code: 'invalid_format' } });
    return z.NEVER;
  }
});
export const ShowPasskeyInForm = z.object({ credential: inForm.pipe(Assertion) });
export const AddPasskeyInForm = z.object({ credential: inForm.pipe(Attestation), label: text(60) });
