/** Resolves when the element comes within 200 px of the viewport: before that nothing is fetched for it. */
export function near(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) finish();
      },
      { rootMargin: '200px' },
    );
    const finish = () => {
      observer.disconnect();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    observer.observe(element);
    signal.addEventListener('abort', finish);
  });
}
