export const viewing = {
  'viewing.title': 'With somebody else’s eyes',
  'viewing.banner': 'You look with the eyes of {name} ({account}) until {until}. Nothing can be changed.',
  'viewing.end': 'Stop',
  'viewing.go_on': 'Go on looking',
  'viewing.over_title': 'The half hour is over',
  'viewing.over_text': 'Since {until} you no longer look with the eyes of {name} ({account}).',
  'viewing.begin': 'Look with this person’s eyes',
  'viewing.begin_text':
    'For half an hour you see the portal as {name} does and can change nothing. It is written down, and {name} can read it.',
  'viewing.begin_named': 'See the portal as {name}',
  'viewing.reason': 'Why',
  'viewing.reason_hint': 'Such as the number of a request. Only the house reads it.',
  'viewing.prove': 'Show that it is you, then begin',
  'viewing.refused':
    'You look with the eyes of {name}. What is theirs alone stays closed, and nothing can be changed.',
  'viewing.errors.look_only': 'While you look with somebody else’s eyes nothing can be changed',
  'viewing.errors.over': 'The half hour is over: nothing was changed',
  'viewing.errors.private': 'While you look with somebody else’s eyes, what is theirs alone stays closed',
};
