export const bulk = {
  'bulk.title': 'Change the chosen ones',
  'bulk.pick': 'Choose {reference}',
  'bulk.rank': 'Set the priority',
  'bulk.tag': 'Add the tag',
  'bulk.untag': 'Take it off',
  'bulk.macro': 'Run the macro',
  'bulk.done.changed': 'Done for all that were chosen',
  'bulk.done.taken_back': 'All is as it was',
  'bulk.errors.moved_on': 'Something has happened to it since',
  'bulk.errors.not_found': 'There is nothing to take back any more',
  'bulk.refused': { one: '{count} could not be changed', other: '{count} could not be changed' },
  'bulk.done_for': { one: 'Done for {count}', other: 'Done for {count}' },
};
