import { mailDomainOf, webDomainOf } from '#api/applications/domains.ts';
import { answerDue, decisionDue } from '#api/applications/working-days.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { fold } from '#db/fold.ts';
import { newId } from '#db/ids.ts';
import { applicationMessages, applications } from '#db/schema/applications.ts';
import { settings } from '#db/schema/jobs.ts';
import * as content from './content/index.ts';
import { accountId, personId, type Story } from './story.ts';

type Applied = (typeof content.applications)[number];

/** The doors are open, and some wait before them. */
export function tellApplications(story: Story): void {
  const value = { partnersApply: true, customersRegister: true, terms: null };
  story.insert(settings, [{ key: 'joining', value }]);
  for (const applied of content.applications) tellApplication(story, applied);
}

function tellApplication(story: Story, { sent, asked, waitsFor, ...told }: Applied) {
  const id = newId('apl');
  const provenAt = story.at(sent);
  const askedAt = asked && story.at(asked.at);
  const subject = { id, accountId: waitsFor ? accountId(waitsFor) : HOUSE_ID };
  const audience = waitsFor ? 'account' : 'staff';
  story.insert(applications, [
    {
      ...told,
      ...subject,
      status: asked ? 'more_asked' : 'submitted',
      mailDomain: mailDomainOf(told.email),
      webDomain: webDomainOf(told.website),
      provenAt,
      dueAt: askedAt ? answerDue(askedAt) : decisionDue(provenAt),
      searchText: fold(told.company, told.name, told.email, told.website),
      createdAt: provenAt,
      updatedAt: askedAt ?? provenAt,
    },
  ]);
  const by = { job: 'applicant' };
  story.happened({ name: 'application.sent', at: provenAt, by, subject, audience: 'staff' });
  story.happened({ name: 'application.submitted', at: provenAt, by, subject, audience });
  if (!asked || !askedAt) return;
  const message = { id: newId('apm'), side: 'staff', authorId: personId(asked.by) } as const;
  story.insert(applicationMessages, [
    { ...message, applicationId: id, body: asked.question, createdAt: askedAt },
  ]);
  const data = { messageId: message.id };
  story.happened({ name: 'application.more_asked', at: askedAt, by: asked.by, subject, audience, data });
}
