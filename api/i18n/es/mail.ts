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
  'mail.sign_in_link.subject': 'Su enlace para entrar',
  'mail.sign_in_link.text': 'Hola, {name}: alguien ha pedido un enlace para entrar con esta dirección.',
  'mail.sign_in_link.expiry': 'El enlace funciona una sola vez, durante un cuarto de hora.',
  'mail.sign_in_link.action': 'Iniciar sesión',
  'mail.sign_in_link.footer':
    'Si no ha sido usted, no haga caso de este mensaje: sin el enlace no pasa nada.',
  'mail.new_device.subject': '¿Ha sido usted? Ha entrado un dispositivo nuevo',
  'mail.new_device.text':
    'Hola, {name}: alguien ha entrado en su cuenta el {when} con un dispositivo que no conocíamos.',
  'mail.new_device.what': 'Dispositivo: {device}. Red: {network}.',
  'mail.new_device.then':
    'Si ha sido usted, no tiene que hacer nada. Si no, cierre la sesión de ese dispositivo y elija otra contraseña.',
  'mail.new_device.action': 'Ver mis dispositivos',
  'mail.new_device.unknown': 'desconocido',
  'mail.email_proof.subject': '¿Es esta su nueva dirección?',
  'mail.email_proof.text': 'Hola, {name}: nos ha pedido que usemos esta dirección a partir de ahora.',
  'mail.email_proof.expiry': 'El enlace funciona una sola vez, durante un día.',
  'mail.email_proof.action': 'Usar esta dirección',
  'mail.email_proof.footer':
    'Si no ha sido usted, no haga caso de este mensaje: sin el enlace no cambia nada.',
  'mail.email_changed.subject': 'Su dirección ha cambiado',
  'mail.email_changed.text':
    'Hola, {name}: su cuenta tiene ahora otra dirección de correo. Esta ya no se usa.',
  'mail.email_changed.then':
    'Si no ha sido usted, escriba enseguida a quien gestiona la cuenta de su empresa.',
  'mail.factors_changed.subject': 'Ha cambiado la forma de entrar en su cuenta',
  'mail.factors_changed.text': 'Hola, {name}: en su cuenta {what}.',
  'mail.factors_changed.then': 'Si no ha sido usted, cierre todas las sesiones y elija otra contraseña.',
  'mail.factors_changed.action': 'Ver mi cuenta',
  'mail.password_changed.subject': 'Su contraseña ha cambiado',
  'mail.password_changed.text':
    'Hola, {name}: la contraseña de esta dirección acaba de cambiar y se ha cerrado la sesión en todos los dispositivos.',
  'mail.password_changed.action': 'No he sido yo',
  'mail.token_made.subject': 'Se ha creado un token',
  'mail.token_made.text':
    'Hola, {name}: en su cuenta se ha creado el token «{token}». Quien lo tenga puede actuar sin contraseña.',
  'mail.token_made.then': 'Si no ha sido usted, anúlelo y elija una contraseña nueva.',
  'mail.token_made.action': 'Ver los tokens',

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
  'mail.sso_bypassed.subject': 'Alguien entró sin el inicio único',
  'mail.sso_bypassed.text':
    'Hola, {name}: {who} ha entrado en la cuenta de su empresa sin su acceso único, como persona designada para emergencias.',
  'mail.sso_bypassed.then': 'Si su proveedor no tenía ningún problema, pregunte por qué.',
  'mail.sso_bypassed.action': 'Ver la actividad',
};
