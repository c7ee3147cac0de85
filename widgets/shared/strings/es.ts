import type { Strings } from './en.ts';
import { forms } from './plural.ts';

const answers = forms('es', { one: 'respuesta', other: 'respuestas' });

export const es: Strings = {
  search: 'Buscar ayuda',
  answers: (count) => answers(count),
  nothing: 'No se encontró nada. Pruebe con otras palabras o pregúntenos.',
  noAnswer: '¿Sin respuesta?',
  ask: 'Preguntar a una persona',

  question: 'Hacer una pregunta',
  optional: '(opcional)',
  choose: 'Elija una opción',
  send: 'Enviar',
  sending: 'Enviando…',
  problem: 'Corrija lo siguiente',
  sent: 'Falta un paso',
  checkMail: (email) =>
    `Hemos enviado un correo a ${email}. Abra el enlace que contiene para enviar su solicitud. Si no llega, mire en la carpeta de correo no deseado.`,
  another: 'Escribir otra solicitud',
  retry: 'Reintentar',

  missing: 'Rellene este campo',
  email: 'Escriba una dirección como nombre@empresa.example',
  tooLong: 'Es demasiado largo',
  invalid: 'Revise este campo',

  offline: 'No tiene conexión. Conservamos lo que ha escrito; inténtelo cuando vuelva a tenerla.',
  network: 'No se puede acceder al centro de ayuda. Conservamos lo que ha escrito; inténtelo de nuevo.',
  timeout: 'Está tardando demasiado. Conservamos lo que ha escrito; inténtelo de nuevo.',
  forbidden_origin: 'Este sitio web aún no está configurado para ello.',
  rate_limited: 'Demasiados intentos. Espere un poco e inténtelo de nuevo.',
  validation: 'No se ha aceptado. Revíselo y envíelo otra vez.',
  not_found: 'Aquí no está disponible.',
  unavailable: 'Hay un problema por nuestra parte. Conservamos lo que ha escrito; inténtelo más tarde.',
};
