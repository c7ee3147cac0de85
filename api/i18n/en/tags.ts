export const tags = {
  'tags.one': 'Tag',
  'tags.any': 'Any tag',
  'tags.title': 'Tags',
  'tags.add': 'Add tags',
  'tags.add_button': 'Add',
  'tags.remove': 'Remove the tag {name}',
  'tags.errors.too_many': 'A request can have twenty tags at most',
};
