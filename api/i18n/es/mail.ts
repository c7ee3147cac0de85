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

  'mail.title': 'Correo',
  'mail.lead': 'Lo que Portico ha escrito. Sin servidor de correo se queda aquí y se puede leer.',
  'mail.to': 'para {address}',
  'mail.empty': 'Aún no se ha escrito ningún correo',
  'mail.empty_text': 'Aquí aparecen invitaciones, enlaces de contraseña y novedades de las solicitudes.',
  'mail.recipient': 'Para',
  'mail.state': 'Estado',
  'mail.written': 'Escrito',
  'mail.sent_at': 'Enviado',
  'mail.thread': 'Hilo',
  'mail.thread_first': 'Primer correo sobre este asunto',
  'mail.thread_reply': 'Responde al correo anterior',
  'mail.emptied': 'Este correo llevaba un enlace personal. Su texto no se guardó tras enviarlo.',
  'mail.state.queued': 'Pendiente de envío',
  'mail.state.sent': 'Enviado',
  'mail.state.kept': 'Guardado aquí',
  'mail.state.failed': 'No enviado',
};
