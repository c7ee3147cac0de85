import { z } from 'zod';

import { AddPasskeyInForm } from '#api/auth/passkey-schemas.ts';
import { addPasskey, removePasskey, removePassword, removeTotp } from '#api/profile/security.ts';
import type { Self } from '#api/profile/self.ts';
import { endOtherSessions, endSession, forgetDevice } from '#api/profile/visits.ts';
import { submit, type Form } from '../../form.ts';
import { leadOn } from '../../lead-on.ts';

type Page = Parameters<typeof submit>[0];
/** An act that opens a new session says so by its cookie. */
type Act = { does: (self: Self, id: string) => Promise<string | void>; done: string };

const acts: Record<string, Act> = {
  end_session: { does: endSession, done: 'session_ended' },
  end_sessions: { does: endOtherSessions, done: 'sessions_ended' },
  forget_device: { does: forgetDevice, done: 'device_forgotten' },
  remove_app: { does: removeTotp, done: 'app_removed' },
  remove_passkey: { does: removePasskey, done: 'passkey_removed' },
  remove_password: { does: removePassword, done: 'password_removed' },
};
const About = z.object({ id: z.string().max(60).default('') });
const back = (done: string, cookie?: string | void) =>
  leadOn(`/profile/security?done=profile.done.${done}`, cookie ? [cookie] : []);

/** Does what a button of the page asks for. @returns where that leads, or what was wrong with it */
export async function actOn(page: Page, self: Self): Promise<{ answer?: Response; form: Form }> {
  for (const [action, { does, done }] of Object.entries(acts)) {
    const work = async ({ id }: z.infer<typeof About>) => ({ cookie: await does(self, id) });
    const { form, result, error } = await submit(page, About, work, { action });
    if (result) return { answer: back(done, result.cookie), form };
    if (error) return { form };
  }
  const added = await submit(page, AddPasskeyInForm, (input) => addPasskey(self, input), {
    action: 'passkey',
  });
  return added.result ? { answer: back('passkey_added'), form: added.form } : { form: added.form };
}
