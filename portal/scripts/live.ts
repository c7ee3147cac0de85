export type Present = { id: string; name: string; doing: 'reading' | 'replying' };

export type News =
  | { event: 'request'; data: { id: string; name: string; mine: boolean } }
  | { event: 'presence'; data: { id: string; people: Present[] } }
  | { event: 'missed'; data: object };

const NAMES = ['request', 'presence', 'missed'] as const;
const FIRST_WAIT_MS = 10_000;
const LAST_WAIT_MS = 300_000;

/**
 * Hears what happens on the server. A browser has six lines to one server, so its windows share one: whichever holds
 * the lock listens and tells the others.
 *
 * @param key who reads and for which account: windows of somebody else are told nothing
 */
export function listenLive(key: string, hear: (news: News) => void): void {
  const name = `portico-live-${key}`;
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }: MessageEvent<News>) => hear(data));
  const lead = () =>
    follow((news) => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin
      channel.postMessage(news);
      hear(news);
    });
  // Elsewhere than on a secure page there are no locks.
  if (!('locks' in navigator)) return lead();
  void navigator.locks.request(name, async () => {
    lead();
    await new Promise(() => {});
  });
}

/** The browser itself takes up a line that was cut; one that was refused is asked for again, ever more rarely. */
function follow(tell: (news: News) => void, wait = FIRST_WAIT_MS): void {
  const source = new EventSource('/api/live');
  for (const event of NAMES)
    source.addEventListener(event, ({ data }: MessageEvent<string>) =>
      tell({ event, data: JSON.parse(data) } as News),
    );
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) return;
    window.setTimeout(() => follow(tell, Math.min(wait * 2, LAST_WAIT_MS)), wait);
  });
  window.addEventListener('pagehide', () => source.close());
}
