/** Puts away what a question of the chosen kind has no use for. */
export function followKind(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-kinds]')) {
    const select = form.querySelector<HTMLSelectElement>('[name="kind"]');
    const follow = () => {
      for (const part of form.querySelectorAll<HTMLElement>('[data-for]'))
        part.hidden = !part.dataset['for']?.split(' ').includes(select?.value ?? '');
    };
    select?.addEventListener('change', follow);
    follow();
  }
}
