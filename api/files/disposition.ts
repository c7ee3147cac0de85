/** `Content-Disposition: attachment` for a name in any script (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const whole = name.toWellFormed();
  const plain = whole.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const header = `attachment; filename="${plain}"`;
  return plain === whole ? header : `${header}; filename*=UTF-8''${percentEncoded(whole)}`;
}

/** encodeURIComponent leaves four characters that RFC 8187 reserves. */
const percentEncoded = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
