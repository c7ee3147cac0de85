import type { settings as en } from '../en/settings.ts';
import type { Translation } from '../message.ts';

export const settings: Translation<typeof en> = {
  'settings.title': 'Ajustes',
  'settings.lead': 'Lo que vale para todos.',
  'settings.joining': 'Entrar sin invitación',
  'settings.joining_text': 'Quien lo solicita demuestra primero su dirección. Después espera una decisión.',
  'settings.partners_apply': 'Las empresas pueden solicitar ser socios',
  'settings.customers_register': 'La gente de los clientes puede registrarse',
  'settings.customers_register_hint':
    'Si la dirección es de la empresa de un cliente, decide quien responde por ese cliente.',
  'settings.terms': 'Condiciones',
  'settings.terms_text':
    'Quien entra las acepta. Cambie la versión y se pregunta de nuevo a todos en su próximo inicio de sesión.',
  'settings.terms_version': 'Versión',
  'settings.terms_version_hint': 'Por ejemplo, 2026-11. Vacía: no hay condiciones.',
  'settings.terms_in': 'Texto en {language}',
  'settings.terms_hint': 'Markdown. Si un idioma está vacío, se muestra el texto en inglés.',
  'settings.done.saved': 'Guardado. Vale desde ahora',
  'settings.read_only': 'Puede ver estos ajustes, pero no cambiarlos.',
};
