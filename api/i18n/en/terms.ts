export const terms = {
  'terms.title': 'Terms of {house}',
  'terms.version': 'Version {version}, since {when}',
  'terms.lead_new': 'They are new. Please read and accept them, then go on.',
  'terms.accept': 'Accept and go on',
  'terms.none': 'There are no terms',
  'terms.none_text': '{house} has none at the moment.',
  'terms.accept_joining': 'I accept the terms of {house}, version {version}',
  'terms.read': 'Read the terms',
  'terms.errors.required': 'Accept the terms to go on',
  'terms.errors.changed': 'The terms have changed meanwhile. Please read them once more',
};
