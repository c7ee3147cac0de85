export const live = {
  'live.new_entries': 'New entries: {count}',
  'live.updated': 'Something has changed here',
  'live.show': 'Show',
  'live.list_updated': 'Updated: {count}',
  'live.refresh': 'Refresh',
  'live.reading': '{who} is reading',
  'live.replying': '{who} is replying',
  'live.missed': 'Much has happened meanwhile',
  'live.errors.full': 'Too many listen for the moment; this page does not renew itself',
};
