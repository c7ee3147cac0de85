import type { people as en } from '../en/people.ts';
import type { Translation } from '../message.ts';

export const people: Translation<typeof en> = {
  'people.title': 'Personas',
  'people.team': 'Equipo',
  'people.lead': 'Quién puede entrar por {account} y con qué rol.',
  'people.invite': 'Invitar a alguien',
  'people.invite_lead': 'El enlace va solo a esta dirección. Sirve una vez, durante siete días.',
  'people.name': 'Nombre',
  'people.errors.role_reaches_further': 'Este rol llega más lejos que el suyo',
  'people.email': 'Correo electrónico',
  'people.role': 'Rol',
  'people.account': 'Cuenta',
  'people.send': 'Enviar la invitación',
  'people.done.invited': 'La invitación va de camino',
  'people.done.revoked': 'La invitación se ha retirado',
  'people.invitations': 'Invitados que aún no han entrado',
  'people.invited_on': 'invitado: {when}',
  'people.since': 'desde {when}',
  'people.revoke': 'Retirar',
  'people.revoke_named': 'Retirar la invitación de {email}',
  'people.errors.already_member': 'Esta persona ya pertenece a la cuenta',
  'people.errors.already_joined': 'Esta persona ya se ha unido',
};
