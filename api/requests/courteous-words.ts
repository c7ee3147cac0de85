import type { Locale } from '#db/enums.ts';

/** Of what a message consists that only says thank you: words that thank, and words that may stand beside them. */
export const courteousWords: Record<Locale, { thanks: string[]; beside: string[] }> = {
  en: {
    thanks: [
      'thanks',
      'thank',
      'thx',
      'ty',
      'cheers',
      'great',
      'perfect',
      'excellent',
      'wonderful',
      'appreciated',
      'works',
      'solved',
      'fixed',
      'resolved',
    ],
    beside: (
      'you your so very much many a lot again all the for to and it its that this is was are worked working ' +
      'fine now well good nice help helped helping support reply answer solution quick fast kind best kindest ' +
      'regards greetings dear hi hello everybody everyone team have day weekend week evening i we really ok okay ' +
      'yes got brilliant awesome same likewise welcome too'
    ).split(' '),
  },
  es: {
    thanks: [
      'gracias',
      'agradezco',
      'agradecemos',
      'agradecido',
      'agradecida',
      'perfecto',
      'genial',
      'excelente',
      'funciona',
      'resuelto',
      'resuelta',
      'solucionado',
    ],
    beside: (
      'muchas muchisimas mil muy por su tu vuestra vuestro la el lo los las ayuda respuesta solucion soporte rapida ' +
      'rapido rapidez de nuevo y a todo todos todas ya funcionando esta bien ahora ' +
      'saludos saludo un una cordial cordiales hola buenos buenas buen dias tardes dia tarde fin semana ' +
      'feliz que tenga tengan si vale amable equipo os le les estimado estimada queda quedamos'
    ).split(' '),
  },
  ru: {
    thanks: [
      'спасибо',
      'благодарю',
      'благодарим',
      'благодарен',
      'благодарна',
      'отлично',
      'прекрасно',
      'супер',
      'работает',
      'заработало',
      'решено',
    ],
    beside: (
      'большое огромное вам вас тебе за помощь ответ решение поддержку быстрый быструю быстро и а все всем всё это ' +
      'теперь уже получилось исправлено хорошо хорошего доброго добрый день дня вечер ' +
      'вечера утро недели выходных с уважением здравствуйте привет да ещё еще раз очень команда коллеги вы нам мне'
    ).split(' '),
  },
};
