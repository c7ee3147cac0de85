import type { people as en } from '../en/people.ts';
import type { Translation } from '../message.ts';

export const people: Translation<typeof en> = {
  'people.title': 'Люди',
  'people.team': 'Команда',
  'people.lead': 'Кто может входить от имени {account} и в какой роли.',
  'people.invite': 'Пригласить',
  'people.invite_lead': 'Ссылка уйдёт только на этот адрес и сработает один раз в течение семи дней.',
  'people.name': 'Имя',
  'people.errors.role_reaches_further': 'Эта роль шире вашей',
  'people.email': 'Адрес эл. почты',
  'people.role': 'Роль',
  'people.account': 'Компания',
  'people.send': 'Отправить приглашение',
  'people.done.invited': 'Приглашение отправлено',
  'people.done.revoked': 'Приглашение отозвано',
  'people.invitations': 'Приглашены, но ещё не вошли',
  'people.invited_on': 'приглашение: {when}',
  'people.since': 'с {when}',
  'people.revoke': 'Отозвать',
  'people.revoke_named': 'Отозвать приглашение для {email}',
  'people.errors.already_member': 'Этот человек уже в команде',
  'people.errors.already_joined': 'Этот человек уже присоединился',
};
