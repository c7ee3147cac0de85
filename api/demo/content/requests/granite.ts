import { prose } from '../prose.ts';
import type { Request } from '../shape.ts';

export const graniteRequests: Request[] = [
  {
    key: 'granite-caudal-negativo',
    customer: 'granite',
    by: 'gus',
    assignee: 'abe',
    category: 'problem',
    priority: 'high',
    status: 'closed',
    product: 'FM-40',
    locale: 'es',
    subject: 'Caudal negativo de madrugada en el bombeo de Las Eras',
    body: prose`
      Buenos días: desde hace una semana, el FM-40 de la impulsión de Las Eras (n.º de serie FM4-28870, DN80) marca
      entre −4 y −6 m³/h cada noche, más o menos de 01:30 a 05:00, con las dos bombas paradas. De día mide bien.

      ¿Puede ser un fallo del caudalímetro? Si es agua de verdad, la estamos devolviendo al pozo. Adjunto los datos
      de anoche.
    `,
    at: { daysAgo: 16, at: '07:34' },
    attachments: [
      {
        name: 'las-eras-noche.csv',
        type: 'text/csv',
        text: `hora;caudal_m3h;presion_bar;bomba1;bomba2
00:45;61,8;6,41;1;0
01:15;0,3;6,12;0;0
01:45;-4,1;5,98;0;0
02:45;-5,2;5,71;0;0
03:45;-5,6;5,44;0;0
04:45;-4,9;5,20;0;0
05:15;60,9;6,38;1;0
`,
      },
    ],
    messages: [
      {
        by: 'abe',
        at: { daysAgo: 16, at: '09:02' },
        text: prose`
          Buenos días, Gus: gracias por los datos, la columna de presión lo aclara casi todo. Si fuera un error del
          caudalímetro, la presión se mantendría; en cambio baja casi 1 bar durante la noche. El agua vuelve de
          verdad, y el FM-40 la está midiendo bien.

          Lo más probable es que la válvula de retención de la bomba 1 no cierre del todo. ¿Pueden hacer esta
          comprobación esta noche?

          1. Con las bombas paradas, cierren la válvula manual de la bomba 1 y esperen cinco minutos.
          2. Si el caudal pasa a cero, es su válvula de retención.
          3. Si sigue igual, repitan con la bomba 2.
        `,
      },
      {
        by: 'gus',
        at: { daysAgo: 15, at: '06:20' },
        text: prose`
          Hecho. Al cerrar la de la bomba 1, el caudal cae a 0,0 en menos de un minuto. Rafael va a desmontar la
          válvula el jueves. Mientras tanto la dejamos cerrada de noche.
        `,
      },
      {
        by: 'abe',
        at: { daysAgo: 15, at: '08:11' },
        text: prose`
          Estupendo. Para que la próxima vez avise antes, le he preparado en Harbor una regla: "caudal por debajo de
          −1 m³/h durante 10 minutos con las bombas paradas". Está desactivada hasta que usted la revise.
        `,
      },
      {
        by: 'gus',
        at: { daysAgo: 12, at: '11:47' },
        text: prose`
          Era un trozo de junta atrapado en el asiento. Limpiada y montada: dos noches con caudal cero. He activado
          la regla. Muchas gracias, Abe, nos ha ahorrado cambiar un caudalímetro que funcionaba.
        `,
      },
      {
        by: 'abe',
        at: { daysAgo: 12, at: '12:30' },
        text: prose`
          ¡Qué buena noticia! Lo dejo como resuelto. Según sus datos se perdían unos 17 m³ cada noche, por si le
          sirve para el informe.
        `,
      },
    ],
    notes: [
      {
        by: 'abe',
        at: { daysAgo: 16, at: '08:50' },
        text: 'Pressure falls with the negative flow, so it is real backflow: check valve, not the meter. No RMA.',
      },
    ],
    resolvedAt: { daysAgo: 12, at: '12:30' },
    closedAt: { daysAgo: 11, at: '09:15' },
    satisfaction: { score: 5, comment: 'Respuesta clara y en mi idioma.', at: { daysAgo: 11, at: '09:15' } },
  },
  {
    key: 'granite-certificados',
    customer: 'granite',
    by: 'gus',
    category: 'question',
    priority: 'normal',
    status: 'submitted',
    product: 'FM-40',
    locale: 'es',
    subject: 'Certificados de calibración para la auditoría',
    body: prose`
      Hola: tenemos auditoría dentro de tres semanas y nos piden los certificados de calibración de los cuatro
      FM-40 de los bombeos. De dos los tengo en papel; de FM4-28870 y FM4-28874 no encuentro nada. ¿Me los pueden
      enviar en PDF? Con la fecha de la última verificación sería perfecto.
    `,
    at: { daysAgo: 1, at: '12:18' },
    messages: [
      {
        by: 'gus',
        at: { daysAgo: 1, at: '12:40' },
        text: 'Se me olvidaba: la auditora acepta el certificado de fábrica si tiene menos de tres años.',
      },
    ],
    notes: [],
  },
];
