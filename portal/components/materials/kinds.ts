/** What a file looks like in the library. */
export type Look = 'text' | 'slides' | 'picture' | 'video';

const endings: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/zip': 'ZIP',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX',
  'image/jpeg': 'JPEG',
  'text/plain': 'TXT',
};

/** PDF, PNG, MP4: the same in every language. */
export const kindOf = (type: string): string =>
  endings[type] ?? type.slice(type.indexOf('/') + 1).toUpperCase();

export function lookOf({ fileType, category }: { fileType: string; category: string }): Look {
  if (fileType.startsWith('video/')) return 'video';
  if (fileType.startsWith('image/') || category === 'case-study') return 'picture';
  return category === 'presentation' ? 'slides' : 'text';
}
