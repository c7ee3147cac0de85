const LONGEST = 200;

/** The name of an upload as people may see and save it: one path segment, no tricks, at most 200 characters. */
export function safeName(claimed: string): string {
  const name = claimed
    .toWellFormed()
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)!
    // Turning the direction of writing shows "exe.pdf" where the name ends in "fdp.exe".
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*\ufffd]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return shortened(name) || 'file';
}

/** The ending says what the file is, so the middle gives way. */
function shortened(name: string): string {
  if (name.length <= LONGEST) return name;
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? '';
  return name.slice(0, LONGEST - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
}
