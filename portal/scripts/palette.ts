const PAUSE_MS = 120;

/** Opens the palette from anywhere by Ctrl+K or its link. Without script the link leads to the page of the same. */
export function openPalette(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#palette');
  const input = dialog?.querySelector('input');
  const list = dialog?.querySelector<HTMLElement>('[role=listbox]');
  const status = dialog?.querySelector<HTMLElement>('[role=status]');
  if (!dialog || !input || !list || !status) return;

  const show = chooser(dialog, input, list, follow);
  let asking = new AbortController();
  let waiting = 0;

  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const address = `/find/options?${new URLSearchParams({ q: input.value })}`;
    const answer = await fetch(address, { signal }).catch(() => undefined);
    if (!answer || signal.aborted) return;
    // Signed out meanwhile: the page of the same leads to the sign-in.
    if (!answer.ok || answer.redirected)
      return location.assign(`/find?${new URLSearchParams({ q: input.value })}`);
    const { body } = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (signal.aborted) return;
    const found = body.firstElementChild;
    status.textContent =
      found?.getAttribute('data-count') ?? (dialog.dataset['none'] ?? '').replace('{q}', input.value);
    show(found ? [...found.children].map((group) => document.importNode(group, true)) : []);
  };

  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    void ask();
  };

  input.addEventListener('input', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, PAUSE_MS);
  });
  // A press beside it closes it, as with everything that floats.
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-palette]'))
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  document.addEventListener('keydown', (event) => {
    if (
      event.key.toLowerCase() !== 'k' ||
      !(event.ctrlKey || event.metaKey) ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    open();
  });
}

function follow({ href }: HTMLAnchorElement, { ctrlKey, metaKey }: KeyboardEvent): void {
  if (ctrlKey || metaKey) window.open(href, '_blank', 'noopener');
  else location.assign(href);
}

/**
 * Moves the choice with the arrows while the field keeps the focus; the dialog is closed once something was chosen.
 *
 * @returns what shows other options
 */
export function chooser(
  dialog: HTMLDialogElement,
  input: HTMLInputElement,
  list: HTMLElement,
  pick: (option: HTMLAnchorElement, by: KeyboardEvent) => void,
) {
  let chosen = 0;
  const options = () => [...list.querySelectorAll('a')];

  const choose = (index: number) => {
    const all = options();
    chosen = all.length ? (index + all.length) % all.length : 0;
    for (const [at, option] of all.entries()) option.setAttribute('aria-selected', String(at === chosen));
    const option = all[chosen];
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const option = options()[chosen];
    const acts: Record<string, () => void> = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen - 1),
      Enter: () => {
        if (!option) return;
        dialog.close();
        pick(option, event);
      },
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]?.();
  });

  return (groups: Element[]) => {
    // Whoever has moved on meanwhile stays with what he chose, as far as it is still there.
    const moved = chosen > 0 ? options()[chosen]?.href : undefined;
    list.replaceChildren(...groups);
    for (const [index, option] of options().entries()) {
      option.id = `${list.id}-${index}`;
      option.role = 'option';
      option.tabIndex = -1;
    }
    choose(
      Math.max(
        0,
        options().findIndex(({ href }) => href === moved),
      ),
    );
  };
}
