import type { Moment, PersonKey } from './shape.ts';

type Applied = {
  kind: 'partner' | 'customer';
  locale: 'en' | 'es' | 'ru';
  name: string;
  email: string;
  company: string;
  /** Whose people it seems to be; the house decides where nothing is said. */
  waitsFor?: 'dune';
  website?: string;
  country?: string;
  sells?: string;
  message?: string;
  sent: Moment;
  asked?: { by: PersonKey; at: Moment; question: string };
};

/** Who has knocked at the door and waits for an answer, or owes one. */
export const applications: Applied[] = [
  {
    kind: 'partner',
    locale: 'en',
    name: 'Linnea Ahlqvist',
    email: 'linnea.ahlqvist@nordhavenprocess.example',
    company: 'Nordhaven Process',
    website: 'https://www.nordhavenprocess.example',
    country: 'SE',
    sells:
      'Dosing pumps and level measurement for waterworks between Umeå and Kiruna. We are eleven, four of us in the field.',
    message:
      'Two municipalities have asked us for your gateways by name. We would rather sell them than point to somebody else.',
    sent: { daysAgo: 1, at: '13:20' },
  },
  {
    kind: 'customer',
    locale: 'en',
    name: 'Tomás Wick',
    email: 'tomas.wick@dunelabs.example',
    company: 'Dune Labs',
    waitsFor: 'dune',
    message: 'I look after the monitoring wells since this month and would like to follow our requests.',
    sent: { daysAgo: 0, at: '06:40' },
  },
  {
    kind: 'partner',
    locale: 'es',
    name: 'Carmen Ferrer',
    email: 'carmen@levanteriego.example',
    company: 'Levante Riego',
    website: 'https://levanteriego.example',
    country: 'ES',
    sells: 'Riego por goteo y sondas de humedad para cítricos y almendros.',
    sent: { daysAgo: 4, at: '09:05' },
    asked: {
      by: 'petra',
      at: { daysAgo: 3, at: '10:30' },
      question:
        'Gracias por escribirnos. ¿Cuántas instalaciones hacen al año y en qué provincias? ¿Quién de su equipo calibra las sondas?',
    },
  },
];
