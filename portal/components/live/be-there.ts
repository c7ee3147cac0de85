import type { Present } from '../../scripts/live.ts';

const AGAIN_MS = 15_000;
/** Who has not touched a key for so long is reading. */
const WRITES_MS = 20_000;

type Room = { id: string; people: Present[] };

/** Tells the server that the reader has a request open, and whether he writes in it. */
export function beThere(requestId: string, show: (room: Room) => void): void {
  let typed = 0;
  const text = document.querySelector<HTMLTextAreaElement>('form[data-composer] textarea');
  const doing = () => (text?.value.trim() && Date.now() - typed < WRITES_MS ? 'replying' : 'reading');

  let told = '';
  const tell = async (what: string, keepalive = false) => {
    told = what;
    const response = await fetch('/api/live/presence', {
      method: 'POST',
      keepalive,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ requestId, doing: what }),
    }).catch(() => undefined);
    if (response?.ok && what !== 'gone')
      show({ id: requestId, ...((await response.json()) as { people: Present[] }) });
  };

  text?.addEventListener('input', () => {
    typed = Date.now();
    if (told !== doing()) void tell(doing());
  });
  window.setInterval(() => {
    if (document.visibilityState === 'visible') void tell(doing());
  }, AGAIN_MS);
  window.addEventListener('pagehide', () => void tell('gone', true));
  void tell(doing());
}
