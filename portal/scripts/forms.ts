/** Sends a form once, however often its button is pressed, and lets Ctrl+Enter send what is being written. */
export function guardForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post' || event.defaultPrevented) return;
    if (form.dataset['sending']) {
      event.preventDefault();
      return;
    }
    form.dataset['sending'] = 'yes';
    event.submitter?.setAttribute('aria-busy', 'true');
  });

  // The browser's "back" shows the page as it was left: sending, for ever.
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sending]')) {
      delete form.dataset['sending'];
      form.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    if (event.target instanceof HTMLTextAreaElement) event.target.form?.requestSubmit();
  });
}
