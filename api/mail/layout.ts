export type Letter = {
  subject: string;
  /** Plain text; the HTML part is made of the same words. */
  paragraphs: string[];
  /** What somebody else wrote; set apart from our own words. */
  quote?: string;
  /** The one thing to press, with its absolute address. */
  action?: Action;
  /** What may be pressed in its stead. */
  otherAction?: Action;
  /** A last line in small type. */
  footer?: string;
  /** The last line where an answer by mail comes to us. */
  answerFooter?: string;
};

/** Text and HTML of a mail. Tables and inline styles are what mail programs still ask for. */
export function layout(
  { paragraphs, quote, action, otherAction, footer }: Letter,
  house: string,
): { text: string; html: string } {
  const quoted = quote
    ?.split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  const text = [...paragraphs, quoted, asText(action), asText(otherAction), `— ${house}`, footer]
    .filter(Boolean)
    .join('\n\n');
  const html = [
    '<!doctype html><html><body style="margin:0;padding:24px;font:16px/24px system-ui,sans-serif;color:#1f2328">',
    '<div style="max-width:560px">',
    ...paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escaped(paragraph)}</p>`),
    quote
      ? `<blockquote style="margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #d0d7de;white-space:pre-wrap">${escaped(quote)}</blockquote>`
      : '',
    ...[action, otherAction].flatMap((one) => (one ? [asButton(one)] : [])),
    `<p style="margin:24px 0 0;color:#59636e">${escaped(house)}</p>`,
    footer
      ? `<p style="margin:8px 0 0;font-size:13px;line-height:20px;color:#59636e">${escaped(footer)}</p>`
      : '',
    '</div></body></html>',
  ].join('');
  return { text, html };
}

type Action = { label: string; url: string };

const asText = (action: Action | undefined) => action && `${action.label}:\n${action.url}`;

const asButton = ({ label, url }: Action) =>
  `<p style="margin:24px 0"><a href="${escaped(url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1f5f8b;color:#fff;text-decoration:none">${escaped(label)}</a></p>`;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
