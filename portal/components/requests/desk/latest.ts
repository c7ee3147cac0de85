/** The newest message is at the end of the pane, and that is where reading begins. */
export function showLatest(): void {
  const pane = document.querySelector('.thread > .scroll');
  if (pane && !new URLSearchParams(location.search).has('earlier')) pane.scrollTop = pane.scrollHeight;
  showCurrent();
}

/** In a long queue the request that is open may stand far down. */
function showCurrent(): void {
  const queue = document.querySelector<HTMLElement>('.queue');
  const current = queue?.querySelector<HTMLElement>('.list [aria-current]');
  if (!queue || !current) return;
  const place = current.getBoundingClientRect();
  const seen = queue.getBoundingClientRect();
  if (place.bottom > seen.bottom) queue.scrollTop += place.top - seen.top - queue.clientHeight / 2;
}
