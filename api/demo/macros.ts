import { macros } from '#db/schema/macros.ts';
import { personId, type Story } from './story.ts';

const written = [
  {
    name: 'Ask for the serial number',
    reply:
      'Dear {{requester}},\n\nThank you for writing to us about “{{subject}}”. So that we can look up your device, please send us its serial number. It stands on the plate beside the power connector and begins with GW.\n\nKind regards\n{{agent}}, {{house}}',
    choice: 'ask',
    assignee: 'me',
    tags: [],
  },
  {
    name: 'Solved by the new firmware',
    reply:
      'Dear {{requester}},\n\nThe newest firmware puts this right. You find it in the portal under Help, with a page on how to install it. Please tell us if anything is still not as it should be: {{reference}} stays open for your answer for seven days.\n\nKind regards\n{{agent}}, {{house}}',
    choice: 'solve',
    assignee: null,
    tags: ['firmware'],
  },
  { name: 'Take over as urgent', reply: null, choice: 'answer', assignee: 'me', tags: ['escalated'] },
] as const;

/** What the agents of the house do every day. */
export function tellMacros(story: Story): void {
  const since = story.at({ daysAgo: 120, at: '08:00' });
  story.insert(
    macros,
    written.map(({ name, tags, ...actions }) => ({
      ownerId: personId('abe'),
      shared: true,
      name,
      actions: { ...actions, status: null, priority: actions.reply ? null : 'urgent', tags: [...tags] },
      createdAt: since,
      updatedAt: since,
    })),
  );
}
