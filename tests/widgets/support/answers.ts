import type { ArticleHit, FormDescription, FormField } from '#widgets/shared/contract.ts';

const ARTICLES = [
  ['art_1', 'Mount a sensor on a bearing housing', 'Clean, flat, within 50 mm of the bearing.'],
  ['art_2', 'Which sensor for slow shafts?', 'Below 120 rpm choose the low-frequency version.'],
  ['art_3', 'Glue or screw: mounting compared', 'Up to which frequency each of them is good for a sensor.'],
  ['art_4', 'Change the battery <b>of a sensor</b>', 'Every five years & before it is empty.'],
] as const;

export function articlesFor(question: string): ArticleHit[] {
  const word = question.toLowerCase();
  return ARTICLES.filter(([, title, text]) => `${title} ${text}`.toLowerCase().includes(word)).map(
    ([id, title, text]) => ({
      id,
      title,
      url: `http://localhost:9/help/${id}`,
      titleParts: marked(title, word),
      snippet: marked(text, word),
    }),
  );
}

function marked(text: string, word: string) {
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return [{ text, hit: false }];
  const parts = [text.slice(0, at), text.slice(at, at + word.length), text.slice(at + word.length)];
  return parts.map((part, index) => ({ text: part, hit: index === 1 })).filter((part) => part.text);
}

const LABELS: Record<string, Record<FormField['name'], string>> = {
  en: { name: 'Your name', email: 'E-mail', subject: 'Subject', category: 'Topic', body: 'Your question' },
  es: { name: 'Su nombre', email: 'Correo', subject: 'Asunto', category: 'Tema', body: 'Su pregunta' },
  ru: { name: 'Имя', email: 'Почта', subject: 'Тема', category: 'Раздел', body: 'Вопрос' },
};

export function formFor(locale: string): FormDescription {
  const label = LABELS[locale] ?? LABELS['en']!;
  return {
    type: 'request',
    fields: [
      { name: 'name', kind: 'text', label: label.name, required: true, maxLength: 100 },
      { name: 'email', kind: 'email', label: label.email, required: true },
      { name: 'subject', kind: 'text', label: label.subject, required: true, maxLength: 60 },
      {
        name: 'category',
        kind: 'select',
        label: label.category,
        required: false,
        options: [
          { value: 'fault', label: 'Fault' },
          { value: 'order', label: 'Order' },
        ],
      },
      { name: 'body', kind: 'textarea', label: label.body, required: true },
    ],
    challenge: { token: `token-${crypto.randomUUID()}` },
  };
}

/** The portal knows more about an address than a widget can. */
export function problemsIn(request: Record<string, string>): Record<string, string> {
  if (!request['challenge']?.startsWith('token-')) return { challenge: 'invalid' };
  return request['email']?.endsWith('@nowhere.example') ? { email: 'invalid_format' } : {};
}
