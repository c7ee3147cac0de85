import { html, nothing } from 'lit';

import type { FormField } from '../shared/contract.ts';
import { alertIcon } from '../shared/icons.ts';
import type { Strings } from '../shared/strings/index.ts';

const AUTOCOMPLETE: Partial<Record<FormField['name'], AutoFill>> = { email: 'email', name: 'name' };

/** Label, error and native control. `given` is where the control starts; after that it is the reader's. */
export function fieldTemplate(field: FormField, given: string, error: string | undefined, text: Strings) {
  const { name, label, required } = field;
  return html`
    <div class="field ${error ? 'invalid' : ''}" part="field">
      <label for=${name} part="label">
        ${label} ${required ? nothing : html`<span class="optional">${text.optional}</span>`}
      </label>
      ${error ? html`<p class="error" part="error" id="${name}-error">${alertIcon}<span>${error}</span></p>` : nothing}
      ${control(field, given, error !== undefined, text)}
    </div>
  `;
}

function control(
  { name, kind, required, options = [] }: FormField,
  given: string,
  invalid: boolean,
  text: Strings,
) {
  const describedBy = invalid ? `${name}-error` : nothing;
  if (kind === 'textarea') {
    return html`<textarea
      id=${name}
      name=${name}
      class="input"
      part="input"
      rows="5"
      dir="auto"
      ?required=${required}
      aria-invalid=${invalid}
      aria-describedby=${describedBy}
      .defaultValue=${given}
    ></textarea>`;
  }
  if (kind === 'select') {
    return html`<select
      id=${name}
      name=${name}
      class="input"
      part="input"
      ?required=${required}
      aria-invalid=${invalid}
      aria-describedby=${describedBy}
    >
      <option value="">${text.choose}</option>
      ${options.map(
        ({ value, label }) =>
          html`<option value=${value} .defaultSelected=${value === given}>${label}</option>`,
      )}
    </select>`;
  }
  return html`<input
    id=${name}
    name=${name}
    class="input"
    part="input"
    type=${kind}
    dir=${kind === 'email' ? 'ltr' : 'auto'}
    autocomplete=${AUTOCOMPLETE[name] ?? 'off'}
    ?required=${required}
    aria-invalid=${invalid}
    aria-describedby=${describedBy}
    .defaultValue=${given}
  />`;
}
