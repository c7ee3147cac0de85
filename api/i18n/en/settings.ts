export const settings = {
  'settings.title': 'Settings',
  'settings.lead': 'What holds for everybody.',
  'settings.joining': 'Coming in without an invitation',
  'settings.joining_text': 'Those who apply prove their address first. Then they wait for a decision.',
  'settings.partners_apply': 'Companies may apply to become partners',
  'settings.customers_register': 'People of customers may register',
  'settings.customers_register_hint':
    'Where the address is of a customer’s company, whoever answers for that customer decides.',
  'settings.terms': 'Terms',
  'settings.terms_text':
    'Whoever joins accepts them. Change the version, and everybody is asked again at the next sign-in.',
  'settings.terms_version': 'Version',
  'settings.terms_version_hint': 'Such as 2026-11. Empty: there are no terms.',
  'settings.terms_in': 'Text in {language}',
  'settings.terms_hint': 'Markdown. Where a language is empty, the English text is shown.',
  'settings.done.saved': 'Saved. It holds from now on',
  'settings.read_only': 'You can look at these settings but not change them.',
};
