import type { guests as en } from '../en/guests.ts';
import type { Translation } from '../message.ts';

export const guests: Translation<typeof en> = {
  'guests.name': 'Su nombre',
  'guests.email': 'Correo electrónico',
  'guests.category': 'Tipo',
  'guests.subject': 'Asunto',
  'guests.body': 'Su pregunta',
  'guests.website': 'Deje este campo vacío',
  'guests.errors.wrong': 'Este formulario venía de otra página. Revíselo y envíelo desde aquí',
  'guests.errors.too_soon': 'Ha sido muy rápido. Revíselo y envíelo otra vez',
  'guests.errors.too_late': 'El formulario llevaba mucho tiempo abierto. Revíselo y envíelo otra vez',

  'guests.ask.title': 'Preguntar a {house}',
  'guests.ask.lead': 'No hace falta tener cuenta. Respondemos por correo.',
  'guests.ask.email_hint': 'Primero le enviamos un enlace, para saber que la dirección es suya.',
  'guests.ask.check_title': 'Revíselo y pulse Enviar',
  'guests.ask.check_text': 'Viene de otro sitio web. Todavía no se ha enviado nada.',
  'guests.ask.send': 'Enviar',
  'guests.ask.sign_in': '¿Tiene cuenta? Entonces pregunte allí y siga la respuesta en el portal:',
  'guests.sent.title': 'Falta un paso',
  'guests.sent.text':
    'Hemos enviado un correo a {email}. Abra el enlace que contiene y su pregunta nos llegará. ¿No llega? Mire en el correo no deseado o escriba de nuevo con otra dirección.',
  'guests.sent.again': 'Hacer otra pregunta',

  'guests.prove.title': '¿Lo ha escrito usted?',
  'guests.prove.text': 'Llegará a {house} en cuanto lo confirme.',
  'guests.prove.action': 'Sí, enviarlo',
  'guests.prove.not_me': '¿No ha sido usted? No haga nada. Se borra a los 14 días y nadie lo contesta.',
  'guests.proven.title': 'Su pregunta ha llegado',
  'guests.proven.text': 'Su número es {reference}. Respondemos a {email}.',
  'guests.proven.followed': 'Su número es {reference}. La encontrará entre sus solicitudes.',
  'guests.proven.open': 'Ir a mis solicitudes',
  'guests.proven.help': 'Ir a la ayuda',
  'guests.spent.title': 'Este enlace ya no sirve',
  'guests.spent.text':
    'Ya se usó o tiene más de dos días. Si ya pulsó el botón, su pregunta está en nuestras manos.',

  'guests.mail.proof_subject': 'Confirme su pregunta a {house}',
  'guests.mail.proof':
    'Alguien, seguramente usted, ha escrito a {house} y ha indicado esta dirección. Abra el enlace para verlo y enviarlo.',
  'guests.mail.proof_expiry': 'El enlace sirve una sola vez, durante dos días.',
  'guests.mail.proof_action': 'Verlo y enviarlo',
  'guests.mail.proof_footer':
    '¿No ha sido usted? Ignore este correo: sin el enlace no ocurre nada, y lo escrito se borra a los 14 días.',
  'guests.mail.receipt': 'Respondemos a esta dirección. Esto es lo que escribió:',
  'guests.mail.again': 'Escribir de nuevo',
  'guests.mail.footer_answer': 'Responda a este correo para continuar.',
  'guests.mail.footer':
    'Nadie lee lo que llega a la dirección de este correo. Escríbanos, por favor, en el portal.',
};
