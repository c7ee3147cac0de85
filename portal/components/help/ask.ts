import { isMember, type Actor } from '#api/core/actor.ts';

/** Where somebody asks what the help does not answer; guests have a form that needs no account. */
export const askAddress = (actor: Actor): string => (isMember(actor) ? '/requests/new' : '/f/request');
