/**
 * Plain text that was written at the width of its source: the lines of a paragraph become one line, an empty line
 * keeps paragraphs apart, and a line that starts with `- ` or `1. ` stays a line.
 */
export const unwrapped = (text: string): string =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map(joinLines)
    .join('\n\n');

const joinLines = (paragraph: string) =>
  paragraph
    .trim()
    .replace(/\n\s*(?=- |\d+\. )/g, '\0')
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('\0', '\n');
