import type { mail as en } from '../en/mail.ts';
import type { Translation } from '../message.ts';

export const mail: Translation<typeof en> = {
  'mail.invitation.subject': 'Le invitan a {account}',
  'mail.invitation.text': '{inviter} le invita a trabajar con {account} en nuestro portal.',
  'mail.invitation.expiry': 'El enlace sirve una sola vez, durante siete días.',
  'mail.invitation.action': 'Aceptar la invitación',
  'mail.invitation.footer': 'Si no lo esperaba, ignórelo: sin el enlace no ocurre nada.',
  'mail.reset.subject': 'Elija una contraseña nueva',
  'mail.reset.text': 'Hola, {name}: alguien ha pedido una contraseña nueva para esta dirección.',
  'mail.reset.expiry': 'El enlace sirve una sola vez, durante una hora.',
  'mail.reset.action': 'Elegir una contraseña nueva',
  'mail.reset.footer': 'Si no ha sido usted, ignore este correo: su contraseña sigue igual.',
  'mail.password_changed.subject': 'Su contraseña ha cambiado',
  'mail.password_changed.text':
    'Hola, {name}: la contraseña de esta dirección acaba de cambiar y se ha cerrado la sesión en todos los dispositivos.',
  'mail.password_changed.action': 'No he sido yo',
};
