export const requestTypes = {
  'request_types.errors.circle': 'These questions wait for each other in a circle',
  'request_types.errors.unknown_field': 'The form has no such field',
  'request_types.errors.unknown_option': 'There is no such option above it',
  'request_types.errors.staff_only': 'It hangs on a field that only staff reads, and would give it away',
  'request_types.errors.unsuited': 'That cannot be compared with what this field is answered with',
  'request_types.errors.too_deep': 'A tree has six levels at most',
  'request_types.errors.read_only': 'This cannot be changed any more',
  'request_types.errors.empty': 'A form that asks nothing cannot be published. Add a field first',
  'request_types.errors.not_found': 'There is no such type of requests, or it is not offered to you',
};
