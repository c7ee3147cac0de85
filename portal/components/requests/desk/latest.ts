/** The newest message is at the end of the pane, and that is where reading begins. */
export function showLatest(): void {
  const pane = document.querySelector('.thread > .scroll');
  if (pane && !new URLSearchParams(location.search).has('earlier')) pane.scrollTop = pane.scrollHeight;
}
