/** The message of the last act goes by itself, unless somebody is reading it, and reloading does not bring it back. */
export function clearFlash(): void {
  const flash = document.querySelector<HTMLElement>('[data-flash]');
  if (!flash) return;

  const address = new URL(location.href);
  address.searchParams.delete('done');
  address.searchParams.delete('moved');
  history.replaceState(history.state, '', address);

  flash.querySelector('a')?.addEventListener('click', (event) => {
    event.preventDefault();
    flash.remove();
  });
  const leave = () => (flash.matches(':hover, :focus-within') ? wait() : flash.remove());
  const wait = () => window.setTimeout(leave, 8000);
  wait();
}
