type Does = 'get' | 'create';
type OptionsJSON = PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON;

const waiting = new AbortController();

/** Passkeys need a script: it shows their forms where the browser can, fills them in and sends them. */
export function offerPasskeys(): void {
  const knows = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
  if (!knows) return;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      waiting.abort();
      void fill(form).catch(() => fail(form));
    });
    if (form.dataset['autofill'] === 'true') void offerInField(form).catch(() => undefined);
  }
}

/** The browser lists passkeys in the field for the address, and waits until one is chosen. */
async function offerInField(form: HTMLFormElement): Promise<void> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  await fill(form, { mediation: 'conditional', signal: waiting.signal });
}

async function fill(form: HTMLFormElement, how: CredentialRequestOptions = {}): Promise<void> {
  const { passkey, options = '' } = form.dataset as { passkey: Does; options?: string };
  const answer = await fetch(options, { method: 'POST' });
  if (!answer.ok) throw new Error(`${options} answered ${answer.status}`);
  const made = await ask(passkey, (await answer.json()) as OptionsJSON, how);
  const field = form.elements.namedItem('credential');
  if (!(made instanceof PublicKeyCredential) || !(field instanceof HTMLInputElement))
    throw new Error('no key');
  field.value = JSON.stringify(made.toJSON());
  form.submit();
}

function ask(does: Does, options: OptionsJSON, how: CredentialRequestOptions): Promise<Credential | null> {
  return does === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({
        ...how,
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
      });
}

function fail(form: HTMLFormElement): void {
  const said = form.querySelector<HTMLElement>('[role="alert"]');
  if (said) said.hidden = false;
}
