export const viewing = {
  'viewing.title': 'Viewing as somebody else',
  'viewing.banner': 'Viewing as {name} ({account}) until {until}. Read-only.',
  'viewing.end': 'Stop viewing',
  'viewing.go_on': 'Go on viewing',
  'viewing.over_title': 'Viewing has ended',
  'viewing.over_text': 'You viewed the portal as {name} ({account}) until {until}.',
  'viewing.begin': 'View as this person',
  'viewing.begin_text':
    'For half an hour you see the portal as {name} does, and can change nothing. It is written down where {name} can read it.',
  'viewing.begin_named': 'View as {name}',
  'viewing.reason': 'Why',
  'viewing.reason_hint': 'Such as the number of a request. Only the house reads it.',
  'viewing.prove': 'Show that it is you, then begin',
  'viewing.refused':
    'You are viewing as {name}. What is theirs alone stays closed, and nothing can be changed.',
  'viewing.errors.look_only': 'While you view as somebody else nothing can be changed',
  'viewing.errors.over': 'Viewing has ended: nothing was changed',
  'viewing.errors.private': 'While you view as somebody else, what is theirs alone stays closed',
};
