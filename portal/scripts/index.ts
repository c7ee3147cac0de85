import { guardForms } from './forms.ts';
import { clearFlash, focusSummary } from './notices.ts';
import { switchTheme } from './theme.ts';

// Everything here only makes quicker what works without it.
focusSummary();
clearFlash();
guardForms();
switchTheme();
