import type { Form } from '../../form.ts';

type Shown = {
  form: Form;
  /** It came from another website without a word of ours, so nothing was wrong yet and nothing was sent. */
  came: boolean;
  challenge: string;
};

/** What is wrong with the word that the form carries concerns the whole form; the next try has one that works. */
export function formToShow({ values, errors }: Form, issue: () => string): Shown {
  const { challenge: wrong, ...fields } = errors;
  const came = wrong === 'required';
  const keeps = values['challenge'] && (wrong === undefined || wrong === 'guests.too_soon');
  return {
    form: { values, errors: wrong === undefined || came ? fields : { ...fields, form: wrong } },
    came,
    challenge: (keeps ? values['challenge'] : undefined) ?? issue(),
  };
}
