import type { Contact, CustomerKey } from './shape.ts';

const at = (account: CustomerKey, rows: Omit<Contact, 'account'>[]): Contact[] =>
  rows.map((row) => ({ account, ...row }));

export const contacts: Contact[] = [
  ...at('dune', [
    {
      name: 'Dan Reyes',
      email: 'dan@dunelabs.example',
      phone: '+1 520 555 0141',
      title: 'Head of Field Operations',
    },
    { name: 'Dora Klein', email: 'dora@dunelabs.example', phone: '+1 520 555 0142', title: 'Data Engineer' },
    {
      name: 'Priya Nambiar',
      email: 'priya@dunelabs.example',
      phone: '+1 520 555 0147',
      title: 'Principal Scientist, Solar Stills',
    },
    {
      name: 'Tomás Iborra',
      email: 'tomas@dunelabs.example',
      phone: '+34 910 000 415',
      title: 'Site Manager, Almería Pilot Plant',
    },
    {
      name: 'Lucille Grant',
      email: 'purchasing@dunelabs.example',
      phone: '+1 520 555 0150',
      title: 'Purchasing',
    },
  ]),
  ...at('ember', [
    {
      name: 'Emil Novak',
      email: 'emil@emberfoods.example',
      phone: '+44 113 496 0234',
      title: 'Maintenance Manager',
    },
    {
      name: 'Harriet Boyle',
      email: 'harriet@emberfoods.example',
      phone: '+44 113 496 0238',
      title: 'Quality Lead',
    },
    {
      name: 'Sanjay Mistry',
      email: 'sanjay@emberfoods.example',
      phone: '+44 113 496 0241',
      title: 'Shift Engineer, Line 3',
    },
    { name: 'Accounts payable', email: 'ap@emberfoods.example', phone: '+44 113 496 0260', title: 'Finance' },
  ]),
  ...at('fjord', [
    {
      name: 'Freja Holm',
      email: 'freja@fjord.example',
      phone: '+46 40 628 04 21',
      title: 'Fleet Systems Manager',
    },
    {
      name: 'Oskar Brandt',
      email: 'oskar@fjord.example',
      phone: '+46 40 628 04 26',
      title: 'Night Desk Supervisor',
    },
    {
      name: 'Ingvild Sæther',
      email: 'ingvild@fjord.example',
      phone: '+46 40 628 04 33',
      title: 'Quality, Pharmaceuticals',
    },
  ]),
  ...at('granite', [
    {
      name: 'Gus Ortega',
      email: 'gus@granitewater.example',
      phone: '+34 910 000 471',
      title: 'Jefe de Telecontrol',
    },
    {
      name: 'Nuria Valdés',
      email: 'nuria@granitewater.example',
      phone: '+34 910 000 474',
      title: 'Técnica de Calidad del Agua',
    },
    {
      name: 'Rafael Quirós',
      email: 'rafael@granitewater.example',
      phone: '+34 910 000 479',
      title: 'Encargado de Bombeos',
    },
    {
      name: 'Compras',
      email: 'compras@granitewater.example',
      phone: '+34 910 000 480',
      title: 'Departamento de Compras',
    },
  ]),
];
