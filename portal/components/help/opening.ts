const LOOK = 2_000;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x26': '&', '#x3C': '<' };

/** Whether a text begins with the words that would stand above it: nobody reads them twice. */
export function opensWith(html: string, summary: string): boolean {
  const words = html
    .slice(0, LOOK)
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
  const wanted = plain(summary.replace(/…$/, ''));
  return wanted !== '' && plain(words).startsWith(wanted);
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
