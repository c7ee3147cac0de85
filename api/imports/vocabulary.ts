import {
  accountKinds,
  audiences,
  currencies,
  locales,
  opportunityStages,
  requestCategories,
  requestChannels,
  requestPriorities,
  ratings,
  requestStatuses,
  segments,
  type ImportKind,
} from '#db/enums.ts';
import { oneOf, type Field, type Fields } from './fields.ts';

const key = (...called: string[]): Field => ({ called: ['id', 'key', 'external id', 'ид', ...called] });
const text = (...called: string[]): Field => ({ called });
const needed = (field: Field): Field => ({ ...field, required: true });

const name = needed(text('name', 'nombre', 'название', 'имя'));
const email = text('email', 'e-mail', 'email address', 'mail', 'correo', 'почта', 'эл. почта');
const phone = text('phone', 'telephone', 'phone number', 'teléfono', 'телефон');
const account = text('account', 'company', 'customer', 'organization', 'cuenta', 'empresa', 'компания');
const currency: Field = { called: ['currency', 'moneda', 'валюта'], words: oneOf(currencies) };

const accounts: Fields = {
  key: key('account id', 'company id'),
  name: needed(text(...name.called, ...account.called, 'account name', 'company name', 'компания')),
  kind: {
    called: ['kind', 'type', 'account type'],
    words: oneOf(accountKinds, {
      partner: ['reseller', 'distributor', 'socio', 'партнёр'],
      customer: ['client', 'cliente', 'клиент'],
    }),
  },
  parent: text('parent', 'parent account', 'parent company', 'subsidiary of', 'matriz'),
  website: text('website', 'web', 'url', 'domain', 'sitio web', 'сайт'),
  phone,
  industry: text('industry', 'sector', 'branch', 'отрасль'),
  employees: {
    called: ['employees', 'number of employees', 'size', 'empleados', 'сотрудники'],
    as: 'employees',
  },
  street: text('street', 'address', 'street address', 'dirección', 'адрес', 'улица'),
  postcode: text('postcode', 'zip', 'zip code', 'postal code', 'código postal', 'индекс'),
  city: text('city', 'town', 'ciudad', 'город'),
  country: { called: ['country', 'office location', 'country code', 'país', 'страна'], as: 'country' },
  segment: {
    called: ['segment', 'market segment', 'segmento', 'сегмент'],
    words: oneOf(segments, {
      small: ['small business', 'smb'],
      middle: ['mid-market', 'medium'],
      large: ['enterprise', 'key account'],
      public: ['public sector', 'government'],
    }),
  },
  vatId: text('vat id', 'vat number', 'vat', 'tax id', 'nif', 'cif', 'инн'),
  billingEmail: text('billing email', 'billing e-mail', 'invoice email', 'correo de facturación'),
  paymentDays: text('payment days', 'payment terms', 'days to pay', 'días de pago', 'срок оплаты'),
  creditLimit: { called: ['credit limit', 'límite de crédito', 'кредитный лимит'], as: 'amount' },
  creditCurrency: {
    called: ['credit currency', 'currency of the credit limit'],
    words: oneOf(currencies),
  },
  rating: { called: ['rating', 'account rating', 'clasificación', 'рейтинг'], words: oneOf(ratings) },
  remark: text('remark', 'internal remark', 'observaciones', 'примечание'),
};

const contacts: Fields = {
  key: key('contact id'),
  account: needed(account),
  name: needed(text(...name.called, 'full name', 'contact', 'contact name')),
  title: text('title', 'job title', 'position', 'role', 'cargo', 'должность'),
  email,
  phone,
};

const products: Fields = {
  key: key('product id'),
  name: needed(text(...name.called, 'product', 'product name', 'producto', 'товар', 'изделие')),
  series: text('series', 'family', 'line', 'category', 'serie', 'серия'),
  sku: text('sku', 'article number', 'part number', 'code', 'código', 'артикул'),
  price: { called: ['price', 'sales price', 'list price', 'unit price', 'precio', 'цена'], as: 'amount' },
  currency,
  audience: { called: ['audience'], words: oneOf(audiences) },
};

const people: Fields = {
  key: key('person id', 'user id'),
  name: needed(text(...name.called, 'full name', 'sales agent', 'agent', 'user', 'person')),
  email: needed(email),
  account: needed(text(...account.called, 'partner', 'manager')),
  role: { called: ['role', 'rol', 'роль'], words: oneOf(['member', 'owner']) },
  locale: { called: ['language', 'locale', 'idioma', 'язык'], words: oneOf(locales) },
  zone: text('time zone', 'timezone', 'zone'),
};

const opportunities: Fields = {
  key: needed(key('opportunity id', 'deal id')),
  title: needed(text('title', 'opportunity', 'deal', 'deal name', 'opportunity name', 'subject')),
  customer: needed(account),
  owner: needed(text('owner', 'sales agent', 'agent', 'sales rep', 'responsable', 'ответственный')),
  product: text('product', 'producto', 'товар', 'изделие'),
  stage: {
    called: ['stage', 'deal stage', 'status', 'etapa', 'стадия'],
    words: oneOf(opportunityStages, {
      qualify: ['prospecting', 'new', 'qualification'],
      discover: ['engaging', 'discovery'],
      propose: ['proposal', 'quote'],
      negotiate: ['negotiation'],
      won: ['closed won'],
      lost: ['closed lost'],
    }),
    required: true,
  },
  amount: {
    called: ['amount', 'value', 'close value', 'deal value', 'importe', 'сумма'],
    as: 'amount',
    required: true,
  },
  currency: needed(currency),
  closeOn: {
    called: ['close date', 'closes', 'expected close', 'cierre', 'закрытие'],
    as: 'day',
    required: true,
  },
  startedAt: {
    called: ['created', 'engage date', 'created at', 'start date', 'creado', 'создано'],
    as: 'moment',
  },
  lostReason: text('lost reason', 'reason', 'motivo', 'причина'),
  nextStep: text('next step', 'próximo paso', 'следующий шаг'),
  nextStepOn: { called: ['next step date', 'next step on'], as: 'day' },
};

const requests: Fields = {
  key: needed(key('ticket id', 'request id', 'case number', 'number')),
  subject: needed(text('subject', 'ticket subject', 'summary', 'asunto', 'тема')),
  body: needed(text('body', 'description', 'ticket description', 'message', 'descripción', 'описание')),
  requesterName: text('customer name', 'requester', 'requester name', 'from', 'solicitante'),
  requesterEmail: needed(text('customer email', 'requester email', ...email.called)),
  account: text('account', 'company', 'organization', 'empresa', 'компания'),
  category: {
    called: ['category', 'type', 'ticket type', 'tipo', 'тип'],
    words: oneOf(requestCategories, {
      question: ['inquiry', 'product inquiry', 'general'],
      problem: ['technical issue', 'incident', 'bug'],
      change: ['cancellation request', 'task', 'feature request'],
      billing: ['billing inquiry', 'refund request', 'invoice'],
    }),
  },
  priority: {
    called: ['priority', 'ticket priority', 'prioridad', 'приоритет'],
    words: oneOf(requestPriorities, { normal: ['medium'], urgent: ['critical'] }),
  },
  status: {
    called: ['status', 'ticket status', 'state', 'estado', 'статус'],
    words: oneOf(
      requestStatuses.filter((status) => status !== 'quarantined'),
      {
        submitted: ['open', 'new'],
        in_progress: ['in progress'],
        waiting_customer: ['pending', 'pending customer response', 'waiting for customer'],
        waiting_other: ['on hold', 'waiting for third party'],
        resolved: ['solved'],
      },
    ),
  },
  channel: {
    called: ['channel', 'ticket channel', 'source', 'canal', 'канал'],
    words: oneOf(requestChannels, { email: ['e-mail', 'mail'], phone: ['call'], social: ['social media'] }),
  },
  createdAt: { called: ['created', 'created at', 'opened', 'date', 'creado', 'создано'], as: 'moment' },
  firstResponseAt: { called: ['first response', 'first response time', 'first reply'], as: 'moment' },
  resolvedAt: { called: ['resolved', 'resolved at', 'time to resolution', 'closed at'], as: 'moment' },
  resolution: text('resolution', 'answer', 'solution', 'solución', 'решение'),
};

/** The fields of every kind, and by what names files know them. */
export const fieldsOf: Record<ImportKind, Fields> = {
  accounts,
  contacts,
  products,
  people,
  opportunities,
  requests,
};
