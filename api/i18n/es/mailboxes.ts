import type { mailboxes as en } from '../en/mailboxes.ts';
import type { Translation } from '../message.ts';

export const mailboxes: Translation<typeof en> = {
  'mailboxes.title': 'Buzones',
  'mailboxes.lead':
    'Las direcciones a las que escriben los clientes. Lo que escriben se convierte en una solicitud.',
  'mailboxes.new': 'Añadir un buzón',
  'mailboxes.empty': 'Todavía no hay ningún buzón',
  'mailboxes.empty_hint':
    'Añada la dirección de su servicio y los clientes podrán preguntar y responder por correo.',
  'mailboxes.name': 'Nombre',
  'mailboxes.address': 'Dirección',
  'mailboxes.address_hint': 'Su servidor debe aceptar también dirección+algo@: las respuestas llegan así.',
  'mailboxes.category': 'En qué se convierte un correo',
  'mailboxes.imap': 'Dirección IMAP',
  'mailboxes.imap_hint':
    'Por ejemplo imaps://nombre:contraseña@imap.empresa.com. Déjelo vacío si los correos llegan por webhook.',
  'mailboxes.imap_kept': 'Hay una guardada y no se muestra. Escriba otra para sustituirla.',
  'mailboxes.trusted': 'Nombre de su servidor de correo',
  'mailboxes.trusted_hint':
    'Como figura en Authentication-Results. Sin él no se cree a ningún remitente y todos deben probar su dirección.',
  'mailboxes.active': 'Recibe correos',
  'mailboxes.inactive': 'No recibe correos',
  'mailboxes.fetched': 'Última consulta',
  'mailboxes.never': 'Todavía no',
  'mailboxes.by_imap': 'Se recoge por IMAP',
  'mailboxes.by_hook': 'Llega por webhook',
  'mailboxes.door': 'Cómo llegan los correos',
  'mailboxes.state': 'Estado',
  'mailboxes.state_ok': 'En orden',
  'mailboxes.fault': 'La última consulta falló: {fault}',
  'mailboxes.quiet': 'No responde solo hasta {when}: había respondido demasiado',
  'mailboxes.try': 'Probar la conexión',
  'mailboxes.done.tried': 'La conexión funciona',
  'mailboxes.save': 'Guardar',
  'mailboxes.done.saved': 'El buzón se ha guardado',
  'mailboxes.renew': 'Crear otro secreto',
  'mailboxes.renew_hint': 'El anterior deja de funcionar al instante.',
  'mailboxes.hook': 'Dirección del webhook',
  'mailboxes.hook_hint':
    'Envíe cada correo tal como llegó, con las cabeceras de Standard Webhooks, a esta dirección:',
  'mailboxes.secret': 'El secreto de {name}',
  'mailboxes.secret_once': 'Cópielo ahora: no se vuelve a mostrar.',
  'mailboxes.go_on': 'Ir al buzón',
  'mailboxes.errors.taken': 'Ya hay un buzón con esta dirección',
  'mailboxes.errors.not_fetched': 'Aquí no se recoge nada: no hay dirección IMAP',
  'mailboxes.errors.not_found': 'Este buzón no está aquí',
  'mailboxes.errors.bad_signature': 'La firma es errónea o demasiado antigua',
  'mailboxes.done.failed': 'La conexión no funciona; el motivo figura al lado',
};
