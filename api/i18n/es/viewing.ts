import type { viewing as en } from '../en/viewing.ts';
import type { Translation } from '../message.ts';

export const viewing: Translation<typeof en> = {
  'viewing.title': 'Viendo el portal como otra persona',
  'viewing.banner': 'Viendo como {name} ({account}) hasta las {until}. Solo lectura.',
  'viewing.end': 'Dejar de ver',
  'viewing.go_on': 'Seguir viendo',
  'viewing.over_title': 'La vista ha terminado',
  'viewing.over_text': 'Vio el portal como {name} ({account}) hasta las {until}.',
  'viewing.begin': 'Ver como esta persona',
  'viewing.begin_text':
    'Durante media hora verá el portal como {name} y no podrá cambiar nada. Queda registrado, y {name} puede leerlo.',
  'viewing.begin_named': 'Ver como {name}',
  'viewing.reason': 'Motivo',
  'viewing.reason_hint': 'Por ejemplo, el número de una solicitud. Solo lo lee la casa.',
  'viewing.prove': 'Demuestre que es usted y empiece',
  'viewing.refused':
    'Está viendo el portal como {name}. Lo que es solo suyo permanece cerrado y no se puede cambiar nada.',
  'viewing.errors.look_only': 'Mientras ve el portal como otra persona no se puede cambiar nada',
  'viewing.errors.over': 'La vista ha terminado: no se ha cambiado nada',
  'viewing.errors.private': 'Mientras ve el portal como otra persona, lo que es solo suyo permanece cerrado',
};
