import { translator } from '#api/i18n/index.ts';
import type { Letter } from '#api/mail/layout.ts';
import type { Person } from '#db/schema/people.ts';
import { frame, moment, type Story } from './letters.ts';

/** To whoever asked: our question once more, or that we have given up waiting and until when that can be undone. */
export function wokenLetter(story: Story, reader: Person): Letter {
  const t = translator(reader.locale);
  const { wakesAt } = story.request;
  const gaveUp = story.action === 'give_up';
  return {
    ...frame(story, reader),
    paragraphs: [
      t(gaveUp ? 'requests.mail.gave_up' : 'requests.mail.remind', { name: story.author ?? '' }),
      ...(gaveUp && wakesAt ? [t('requests.mail.gave_up_until', { when: moment(wakesAt, reader) })] : []),
    ],
    action: { label: t('requests.mail.answer_now'), url: `${story.url}/requests/${story.request.id}` },
    footer: t('requests.mail.footer'),
    answerFooter: t('requests.mail.footer_answer'),
  };
}

/** To whoever works on it: the day to look again has come. */
export function againLetter(story: Story, reader: Person): Letter {
  const t = translator(reader.locale);
  return {
    ...frame(story, reader),
    paragraphs: [t('requests.mail.again', { account: story.account })],
    action: { label: t('requests.mail.open'), url: `${story.url}/desk/requests/${story.request.id}` },
  };
}
