import { one, say, serial, type DemoType } from './shape.ts';

/** An instrument that does not do what it should. */
export const fault: DemoType = {
  name: say('Report a fault', 'Comunicar una avería', 'Сообщить о неисправности'),
  intro: say(
    'An instrument or a gateway shows nothing, or something wrong.',
    'Un instrumento o una pasarela no muestra nada, o algo erróneo.',
    'Прибор или шлюз ничего не показывает или показывает неверное.',
  ),
  audience: 'signed_in',
  category: 'problem',
  position: 10,
  sections: [
    {
      key: 'device',
      title: say('The instrument', 'El instrumento', 'Прибор'),
      fields: [
        {
          key: 'family',
          kind: 'choice',
          label: say('What is it?', '¿Qué es?', 'Что это?'),
          required: true,
          options: [
            one('gateway', say('A gateway', 'Una pasarela', 'Шлюз')),
            one('flow', say('A flow meter', 'Un caudalímetro', 'Расходомер')),
            one('climate', say('A climate probe', 'Una sonda climática', 'Датчик климата')),
            one('pressure', say('A pressure transmitter', 'Un transmisor de presión', 'Датчик давления')),
          ],
        },
        {
          key: 'model',
          kind: 'choice',
          label: say('Model', 'Modelo', 'Модель'),
          dependsOn: 'family',
          searchable: true,
          options: [
            one('nl-200-e', say('NL-200, Ethernet', 'NL-200, Ethernet', 'NL-200, Ethernet'), 'gateway'),
            one(
              'nl-200-l',
              say('NL-200, Ethernet and LTE', 'NL-200, Ethernet y LTE', 'NL-200, Ethernet и LTE'),
              'gateway',
            ),
            one('fm-40-25', say('FM-40, DN25', 'FM-40, DN25', 'FM-40, DN25'), 'flow'),
            one('fm-40-50', say('FM-40, DN50', 'FM-40, DN50', 'FM-40, DN50'), 'flow'),
            one('fm-40-80', say('FM-40, DN80', 'FM-40, DN80', 'FM-40, DN80'), 'flow'),
            one('th-12', say('TH-12', 'TH-12', 'TH-12'), 'climate'),
            one('px-3', say('PX-3', 'PX-3', 'PX-3'), 'pressure'),
            one('unsure', say('I am not sure', 'No estoy seguro', 'Не знаю')),
          ],
        },
        serial,
        { key: 'since', kind: 'date', label: say('Since when', 'Desde cuándo', 'С какого дня') },
      ],
    },
    {
      key: 'symptom',
      title: say('What it does', 'Lo que hace', 'Что происходит'),
      fields: [
        {
          key: 'symptom',
          kind: 'tree',
          label: say('What you see', 'Lo que ve', 'Что вы видите'),
          required: true,
          options: [
            one('reading', say('The reading', 'La lectura', 'Показания')),
            one('none', say('There is none', 'No hay', 'Их нет'), 'reading'),
            one('wrong', say('It is wrong', 'Es errónea', 'Они неверны'), 'reading'),
            one('high', say('Too high', 'Demasiado alta', 'Завышены'), 'wrong'),
            one('low', say('Too low', 'Demasiado baja', 'Занижены'), 'wrong'),
            one('jumps', say('It jumps', 'Salta', 'Скачут'), 'wrong'),
            one('line', say('The connection', 'La conexión', 'Связь')),
            one('offline', say('Offline all the time', 'Siempre sin conexión', 'Нет всё время'), 'line'),
            one('drops', say('It drops now and then', 'Se corta a veces', 'Иногда пропадает'), 'line'),
            one(
              'case',
              say(
                'The case or the cable is damaged',
                'La caja o el cable están dañados',
                'Повреждён корпус или кабель',
              ),
            ),
          ],
        },
        {
          key: 'lights',
          kind: 'choice',
          label: say('Its four lights', 'Sus cuatro luces', 'Его четыре индикатора'),
          when: {
            all: [
              { field: 'family', is: 'gateway' },
              { field: 'symptom', under: 'line' },
            ],
          },
          required: true,
          options: [
            one('dark', say('All dark', 'Todas apagadas', 'Все погашены')),
            one('red', say('One is red', 'Una está en rojo', 'Один красный')),
            one('green', say('All green', 'Todas en verde', 'Все зелёные')),
          ],
        },
        {
          key: 'shown',
          kind: 'number',
          label: say('What it shows', 'Lo que muestra', 'Что он показывает'),
          when: { field: 'symptom', under: 'wrong' },
          editors: 'everybody',
        },
        {
          key: 'expected',
          kind: 'number',
          label: say('What it should show', 'Lo que debería mostrar', 'Что должен показывать'),
          when: { field: 'shown', answered: true },
          required: true,
          editors: 'everybody',
        },
        {
          key: 'cause',
          kind: 'choice',
          label: say('Cause found', 'Causa hallada', 'Найденная причина'),
          readers: 'staff',
          options: [
            one('mounting', say('Mounting', 'Montaje', 'Монтаж')),
            one('device', say('The instrument itself', 'El propio instrumento', 'Сам прибор')),
            one('network', say('The network of the customer', 'La red del cliente', 'Сеть клиента')),
          ],
        },
      ],
    },
  ],
  templates: [
    {
      key: 'offline',
      name: say('A gateway is offline', 'Una pasarela sin conexión', 'Шлюз не на связи'),
      subject: 'NL-200 is offline',
      fields: { family: 'gateway', symptom: 'offline' },
    },
    {
      key: 'jumps',
      name: say('A reading jumps', 'Una lectura salta', 'Показания скачут'),
      subject: 'The reading jumps',
      fields: { symptom: 'jumps' },
    },
  ],
};
