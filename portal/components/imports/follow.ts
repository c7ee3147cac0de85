const PAUSE_MS = 700;

type Standing = { state: string; position: number; total: number };

/** Moves the bar while the rows are read, and shows the report when they are. Without it the page comes again by itself. */
export function followImport(): void {
  const shown = document.querySelector<HTMLElement>('[data-import]');
  const bar = shown?.querySelector('progress');
  const words = shown?.querySelector<HTMLElement>('[data-progress]');
  if (!shown || !bar || !words) return;
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const look = async () => {
    const answer = await fetch(`/api/imports/${shown.dataset['import']}`);
    if (!answer.ok) return;
    const { state, position, total } = (await answer.json()) as Standing;
    if (state !== 'checking' && state !== 'running') return window.location.replace(window.location.pathname);
    bar.max = Math.max(total, 1);
    bar.value = position;
    words.textContent = (shown.dataset['text'] ?? '')
      .replace('{position}', numbers.format(position))
      .replace('{total}', numbers.format(total));
    window.setTimeout(again, PAUSE_MS);
  };
  const again = () => void look().catch(() => window.setTimeout(again, PAUSE_MS));
  window.setTimeout(again, PAUSE_MS);
}
