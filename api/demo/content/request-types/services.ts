import { no, one, say, serial, yes, type DemoType } from './shape.ts';

const calibration: DemoType = {
  name: say('Calibrate an instrument', 'Calibrar un instrumento', 'Калибровка прибора'),
  intro: say(
    'With a certificate, in our laboratory or at your site.',
    'Con certificado, en nuestro laboratorio o en su planta.',
    'С сертификатом, в нашей лаборатории или у вас.',
  ),
  audience: 'signed_in',
  category: 'change',
  position: 20,
  sections: [
    {
      key: 'work',
      title: say('The calibration', 'La calibración', 'Калибровка'),
      fields: [
        {
          key: 'count',
          kind: 'number',
          label: say('How many instruments', 'Cuántos instrumentos', 'Сколько приборов'),
          required: true,
          default: 1,
          min: 1,
          max: 500,
          editors: 'everybody',
        },
        { ...serial, when: { field: 'count', lte: 1 } },
        {
          key: 'serials',
          kind: 'long_text',
          label: say(
            'Serial numbers, one in a line',
            'Números de serie, uno por línea',
            'Серийные номера, по одному в строке',
          ),
          when: { field: 'count', gt: 1 },
          required: true,
          searchable: true,
          editors: 'everybody',
        },
        {
          key: 'place',
          kind: 'choice',
          label: say('Where', 'Dónde', 'Где'),
          required: true,
          options: [
            one('lab', say('In your laboratory', 'En su laboratorio', 'В вашей лаборатории')),
            one('site', say('At our site', 'En nuestra planta', 'У нас')),
          ],
        },
        {
          key: 'address',
          kind: 'long_text',
          label: say('Address, and how to get in', 'Dirección y cómo entrar', 'Адрес и как пройти'),
          when: { field: 'place', is: 'site' },
          required: true,
          editors: 'everybody',
        },
        {
          key: 'until',
          kind: 'date',
          label: say('Until when', 'Hasta cuándo', 'До какого дня'),
          editors: 'everybody',
        },
      ],
    },
  ],
};

const giveBack: DemoType = {
  name: say('Send something back', 'Devolver algo', 'Вернуть товар'),
  intro: say(
    'You get a number for the parcel, and then a repair, a new one or your money.',
    'Recibe un número para el paquete, y después una reparación, uno nuevo o su dinero.',
    'Вы получите номер для посылки, а потом ремонт, замену или деньги.',
  ),
  audience: 'signed_in',
  category: 'problem',
  position: 30,
  sections: [
    {
      key: 'goods',
      title: say('The goods', 'La mercancía', 'Товар'),
      fields: [
        serial,
        {
          key: 'reason',
          kind: 'choice',
          label: say('Why', 'Por qué', 'Почему'),
          required: true,
          options: [
            one('broken', say('It is broken', 'Está roto', 'Сломан')),
            one('mistaken', say('It is not what was ordered', 'No es lo pedido', 'Не то, что заказано')),
            one('spare', say('It is not needed any more', 'Ya no hace falta', 'Больше не нужен')),
          ],
        },
        {
          key: 'used',
          kind: 'choice',
          label: say(
            'Was it in contact with a medium?',
            '¿Estuvo en contacto con un medio?',
            'Был ли контакт со средой?',
          ),
          required: true,
          options: [yes, no],
        },
        {
          key: 'medium',
          kind: 'text',
          label: say('Which one', 'Con cuál', 'С какой'),
          help: say(
            'Without it our people may not open the parcel.',
            'Sin ello nuestra gente no puede abrir el paquete.',
            'Без этого нам нельзя вскрывать посылку.',
          ),
          when: { field: 'used', is: 'yes' },
          required: true,
        },
      ],
    },
  ],
};

const access: DemoType = {
  name: say('Change who has access', 'Cambiar quién tiene acceso', 'Изменить доступ'),
  intro: say(
    'To Harbor, for colleagues or a partner.',
    'A Harbor, para colegas o un socio.',
    'К Harbor, для коллег или партнёра.',
  ),
  audience: 'customers',
  category: 'change',
  position: 40,
  sections: [
    {
      key: 'who',
      title: say('The access', 'El acceso', 'Доступ'),
      fields: [
        {
          key: 'what',
          kind: 'choice',
          label: say('What is to happen', 'Qué debe pasar', 'Что сделать'),
          required: true,
          options: [
            one('give', say('Give access', 'Dar acceso', 'Дать доступ')),
            one('take', say('Take access away', 'Quitar el acceso', 'Забрать доступ')),
          ],
        },
        {
          key: 'person',
          kind: 'text',
          label: say('To or from whom', 'A quién', 'Кому или у кого'),
          required: true,
          editors: 'everybody',
        },
        {
          key: 'role',
          kind: 'choice',
          label: say('To do what', 'Para hacer qué', 'Для чего'),
          when: { field: 'what', is: 'give' },
          required: true,
          options: [
            one('see', say('See readings', 'Ver lecturas', 'Видеть показания')),
            one(
              'set',
              say(
                'See readings and change alarms',
                'Ver lecturas y cambiar alarmas',
                'Видеть показания и менять тревоги',
              ),
            ),
          ],
        },
        {
          key: 'from',
          kind: 'date',
          label: say('From when', 'Desde cuándo', 'С какого дня'),
          editors: 'everybody',
        },
      ],
    },
  ],
};

const invoice: DemoType = {
  name: say('Ask about an invoice', 'Preguntar por una factura', 'Вопрос по счёту'),
  intro: say(
    'An amount, a due day or an address is not right.',
    'Un importe, un plazo o una dirección no es correcto.',
    'Неверна сумма, срок или адрес.',
  ),
  audience: 'signed_in',
  category: 'billing',
  position: 50,
  sections: [
    {
      key: 'invoice',
      title: say('The invoice', 'La factura', 'Счёт'),
      fields: [
        {
          key: 'number',
          kind: 'text',
          label: say('Number of the invoice', 'Número de la factura', 'Номер счёта'),
          pattern: 'IN-######',
          required: true,
          searchable: true,
        },
        {
          key: 'wrong',
          kind: 'choice',
          label: say('What is not right', 'Qué no es correcto', 'Что неверно'),
          required: true,
          options: [
            one('amount', say('The amount', 'El importe', 'Сумма')),
            one('day', say('The due day', 'El plazo', 'Срок оплаты')),
            one('address', say('The address', 'La dirección', 'Адрес')),
          ],
        },
        {
          key: 'amount',
          kind: 'number',
          label: say('What the amount should be', 'Cuál debería ser el importe', 'Какой должна быть сумма'),
          when: { field: 'wrong', is: 'amount' },
          min: 0,
        },
      ],
    },
  ],
};

export const services = [calibration, giveBack, access, invoice];
