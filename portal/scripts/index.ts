import { guardForms } from './forms.ts';
import { listenForKeys } from './keys.ts';
import { offerPasskeys } from './passkeys.ts';
import { openPalette } from './palette.ts';
import { clearFlash } from './flash.ts';
import { switchTheme } from './theme.ts';

// Everything here only makes quicker what works without it.
clearFlash();
guardForms();
switchTheme();
listenForKeys();
openPalette();
offerPasskeys();
