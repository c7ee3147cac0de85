/**
 * A template tag for plain text written at the width of the source: the lines of a paragraph become one
 * line, an empty line keeps paragraphs apart, and a line that starts with `- ` or `1. ` stays a line.
 */
export function prose(parts: TemplateStringsArray): string {
  return parts
    .join('')
    .trim()
    .split(/\n\s*\n/)
    .map(joinLines)
    .join('\n\n');
}

const joinLines = (paragraph: string) =>
  paragraph
    .trim()
    .replace(/\n\s*(?=- |\d+\. )/g, '\0')
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('\0', '\n');
