import { TypeInput } from '#api/request-types/schemas.ts';
import { newId } from '#db/ids.ts';
import { requestForms, requestTypes } from '#db/schema/request-types.ts';
import { fault } from './content/request-types/fault.ts';
import { services } from './content/request-types/services.ts';
import type { Story } from './story.ts';

/** What can be asked for by a form of its own. */
export function tellRequestTypes(story: Story): void {
  const createdAt = story.at({ daysAgo: 200, at: '09:00' });
  for (const type of [fault, ...services]) {
    const { sections, ...facts } = TypeInput.parse(type);
    const draft = { sections };
    const id = newId('rqt', createdAt.getTime());
    const stamps = { createdAt, updatedAt: createdAt };
    story.insert(requestTypes, [{ id, ...facts, draft, enabled: true, published: 1, ...stamps }]);
    story.insert(requestForms, [{ typeId: id, number: 1, design: draft, createdAt }]);
  }
}
