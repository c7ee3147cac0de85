import type { home as en } from '../en/home.ts';
import type { Translation } from '../message.ts';

export const home: Translation<typeof en> = {
  'home.needs': { one: 'Un asunto le espera', other: '{count} asuntos le esperan' },
  'home.nothing': 'Ahora no le espera nada',
  'home.needs_now': 'Pendiente de usted',
  'home.needs_empty':
    'Cuando venza uno de sus pasos o necesitemos una respuesta suya, aparecerá aquí en primer lugar.',
  'home.team': 'Pasos de su equipo',
  'home.with_house': 'En manos de {house}',
  'home.with_house_empty': 'No tiene ninguna solicitud abierta.',
  'home.requests_all': 'Todas las solicitudes',
  'home.closing': 'Próximos cierres',
  'home.closing_empty': 'Ninguna oportunidad abierta.',
  'home.figures': 'Sus oportunidades',
  'home.opportunities_all': 'Todas las oportunidades',
  'home.open': 'Abiertas',
  'home.projects': { one: '{count} oportunidad', other: '{count} oportunidades' },
  'home.stalled': 'Paradas',
  'home.stalled_text': 'demasiado tiempo en una etapa',
  'home.won': 'Ganadas',
  'home.lost': 'Perdidas',
  'home.help': 'Encuentre usted la respuesta',
  'home.help_all': 'Todos los temas de ayuda',
  'home.company_text': 'Dirección, teléfono y contactos que {house} tiene de usted.',
  'home.desk_empty':
    'Cuando venza trabajo suyo o algo de la biblioteca espere su publicación, aparecerá aquí primero.',
  'home.nobodys': 'Nadie las ha tomado',
  'home.nobodys_empty': 'Cada solicitud tiene a alguien.',
  'home.expired': 'Caducado',
  'home.drafts': 'Empezado, sin publicar',
  'home.stalled_list': 'Oportunidades estancadas',
  'home.queue_all': 'Toda la cola',
  'home.stalled_all': 'Todas las oportunidades',
  'home.materials_all': 'Todos los materiales',
  'home.articles_all': 'Todos los artículos',
};
