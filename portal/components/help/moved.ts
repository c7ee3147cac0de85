/**
 * The address has changed for good, but may change back with the next title: a browser that kept the first answer
 * would then go round in circles.
 */
export const moved = (to: string): Response =>
  new Response(null, { status: 301, headers: { Location: to, 'Cache-Control': 'no-cache' } });
