/** Changes light and dark in place, so that nothing typed is lost; the server remembers the choice as it always does. */
export function switchTheme(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-theme-form]')) {
    form.addEventListener('submit', (event) => {
      const chosen = event.submitter;
      if (!(chosen instanceof HTMLButtonElement)) return;
      event.preventDefault();
      show(chosen.value);
      for (const button of form.querySelectorAll('button'))
        button.setAttribute('aria-pressed', String(button === chosen));
      void fetch(form.action, {
        method: 'POST',
        body: new URLSearchParams({ theme: chosen.value }),
        redirect: 'manual',
      });
    });
  }
}

function show(theme: string): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  const scheme = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]');
  if (scheme) scheme.content = theme === 'system' ? 'light dark' : theme;
}
