const OFF = 'portico.keys.off';

/** Single keys for people who live in lists: `/` search, j and k up and down, o opens, x chooses, `?` what there is. */
export function listenForKeys(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#keys');
  const choice = dialog?.querySelector<HTMLInputElement>('[name="keys"]');
  if (!dialog || !choice) return;

  choice.checked = localStorage.getItem(OFF) === null;
  choice.addEventListener('change', () => {
    if (choice.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, 'yes');
  });

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isWriting(event.target))
      return;
    if (event.key === '?') dialog.showModal();
    else if (!choice.checked || dialog.open) return;
    else ACTS[event.key]?.(event);
  });
}

const ACTS: Record<string, (event: Event) => void> = {
  j: () => step(1),
  k: () => step(-1),
  o: () => chosenRow()?.click(),
  x: () => pick(),
  a: (event) => focusOn(event, '.bulk [name="assignee"]', '#assigneeId'),
  '/': (event) => focusSearch(event),
};

/** A box that is ticked takes no letters. */
const WRITTEN_INTO = 'input:not([type="checkbox"], [type="radio"]), textarea, select';
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches(WRITTEN_INTO));

function step(by: 1 | -1): void {
  const links = [
    ...document.querySelectorAll<HTMLAnchorElement>(
      '.rows .title, .board .title, .queue li > a, .library h2 > a',
    ),
  ];
  const focused = chosenRow() ?? document.activeElement;
  const here = links.findIndex((link) => link === focused);
  links[here === -1 && by === -1 ? links.length - 1 : here + by]?.focus();
}

/** The link of the row that has the focus, be it by the box beside it. */
function chosenRow(): HTMLAnchorElement | undefined {
  const here = document.activeElement;
  if (here?.matches('.pick'))
    return here.closest('.row')?.querySelector<HTMLAnchorElement>('.title') ?? undefined;
  return here instanceof HTMLAnchorElement && here.closest('.row, .queue li') ? here : undefined;
}

function pick(): void {
  chosenRow()?.closest('.row')?.querySelector<HTMLInputElement>('.pick')?.click();
}

function focusOn(event: Event, ...places: string[]): void {
  const field = document.querySelector<HTMLElement>(places.join(', '));
  if (!field?.checkVisibility()) return;
  event.preventDefault();
  field.focus();
}

function focusSearch(event: Event): void {
  const search = document.querySelector<HTMLInputElement>('main input[type="search"]');
  if (!search) return;
  event.preventDefault();
  search.select();
}
