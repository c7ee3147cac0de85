import { prose } from '../prose.ts';
import type { Request } from '../shape.ts';

import { duneGateway } from './dune-gateway.ts';

export const duneRequests: Request[] = [
  duneGateway,
  {
    key: 'dune-api-gap',
    customer: 'dune',
    by: 'dora',
    assignee: 'abe',
    category: 'question',
    priority: 'normal',
    status: 'resolved',
    product: 'Harbor',
    locale: 'en',
    subject: 'API returns one day less than the dashboard',
    body: prose`
      Hi, I pull the last calendar month for our climate probes with the script attached. Harbor shows every
      day, the API is always one day short: the last of the month is missing. No error, just 24 rows fewer.

      What am I doing wrong?
    `,
    at: { daysAgo: 6, at: '17:22' },
    attachments: [
      {
        name: 'pull_month.py',
        type: 'text/x-python',
        text: `import os
from datetime import date, timedelta

import requests

last = date.today().replace(day=1) - timedelta(days=1)
first = last.replace(day=1)

rows = requests.get(
    "https://harbor.northlight.example/api/v1/readings",
    params={"device": "TH12-4471", "from": first, "to": last, "step": "1h"},
    headers={"Authorization": f"Bearer {os.environ['HARBOR_TOKEN']}"},
    timeout=30,
).json()["rows"]
print(len(rows))
`,
      },
    ],
    messages: [
      {
        by: 'abe',
        at: { daysAgo: 5, at: '08:14' },
        text: prose`
          Hello Dora, thank you for the script, it shows the reason at once: \`to\` is the first moment that is
          not included. If you send the 31st, you ask for everything before the 31st, 00:00.

          Send the first day of the next month and you will get the whole one. One more thing to know: a date
          without a time means midnight UTC. For Tucson days, add the time and the offset, T00:00:00-07:00.
        `,
      },
      {
        by: 'dora',
        at: { daysAgo: 5, at: '16:40' },
        text: prose`
          That was it, all rows are there. And the UTC hint explains why my night averages looked seven hours off.
          Could the docs say this in bold?
        `,
      },
      {
        by: 'abe',
        at: { daysAgo: 4, at: '09:03' },
        text: prose`
          They do now: Eve added a section about time ranges to the article "Read your measurements with the
          Harbor API". I am marking this as solved; write here if anything is still odd.
        `,
      },
    ],
    notes: [
      {
        by: 'eve',
        at: { daysAgo: 4, at: '08:41' },
        text: 'Third question about `to` this quarter. Put a callout and a table into the API article.',
      },
    ],
    resolvedAt: { daysAgo: 4, at: '09:03' },
  },
  {
    key: 'dune-px3-drift',
    customer: 'dune',
    by: 'dan',
    assignee: 'abe',
    category: 'problem',
    priority: 'normal',
    status: 'waiting_customer',
    product: 'PX-3',
    locale: 'en',
    subject: 'PX-3 reads 0.12 bar with the line open to air',
    body: prose`
      Since the hot spell two weeks ago the PX-3 on feed pump 2 shows 0.12 bar when the line is vented. It was
      0.00 at installation in spring. Range is 0 to 6 bar, serial PX3-20931. Is it damaged, or can we zero it
      ourselves?
    `,
    at: { daysAgo: 6, at: '18:05' },
    messages: [
      {
        by: 'abe',
        at: { daysAgo: 5, at: '09:20' },
        text: prose`
          Hello Dan, 0.12 bar on a 6 bar range is 2%, too much for ageing alone, and a strong sun on the housing
          can explain part of it. Before you zero it I would like to know whether the offset is steady. Could you
          please:

          1. vent the line in the early morning, before the sun reaches the pump, and note the reading,
          2. do the same around three in the afternoon,
          3. tell me the sensor temperature at both times (Harbor, tab Diagnostics).

          If both readings agree, zero it as described in the article "Scale the 4–20 mA output of a PX-3". If
          they differ, the membrane has suffered and we replace the unit under warranty.
        `,
      },
      {
        by: 'ben',
        at: { daysAgo: 4, at: '10:12' },
        text: prose`
          Ben from Brightline here. I am at the test field on Thursday for the phase 2 survey and can bring a
          reference gauge and a sun shield, so Dan's people need not climb in there twice.
        `,
      },
      {
        by: 'abe',
        at: { daysAgo: 4, at: '11:36' },
        text: prose`
          Perfect, thank you, Ben. Dan, if that suits you, let us wait for Thursday's two readings. I have noted
          PX3-20931 for a quick swap in case we need one.
        `,
      },
    ],
    notes: [
      {
        by: 'abe',
        at: { daysAgo: 5, at: '09:24' },
        text: prose`
          Same batch (209xx) as the two units that came back from Seville in July. If the readings differ, swap it
          without discussion and keep the unit for the lab.
        `,
      },
    ],
  },
  {
    key: 'dune-seats',
    customer: 'dune',
    by: 'dora',
    assignee: 'abe',
    category: 'change',
    priority: 'low',
    status: 'closed',
    product: 'Harbor',
    locale: 'en',
    subject: 'Two read-only seats for our interns',
    body: prose`
      We have two interns until the end of the term. Could they get seats that see the greenhouse dashboards but
      cannot change alerts? Names to follow if this is possible.
    `,
    at: { daysAgo: 34, at: '19:10' },
    messages: [
      {
        by: 'abe',
        at: { daysAgo: 33, at: '07:55' },
        text: prose`
          Hello Dora, yes, and you need not wait for us: viewers are free and unlimited. In Harbor open Team,
          choose Invite, set the role to Viewer and tick only the group Greenhouse. You can also give the seat an
          end date, so nobody has to remember it when the term is over.
        `,
      },
      {
        by: 'dora',
        at: { daysAgo: 33, at: '16:02' },
        text: 'Done in two minutes. The end date is a lovely touch. Please close this one.',
      },
    ],
    notes: [],
    resolvedAt: { daysAgo: 33, at: '16:30' },
    closedAt: { daysAgo: 33, at: '16:30' },
    satisfaction: {
      score: 5,
      comment: 'Quick, and now I know where to look.',
      at: { daysAgo: 32, at: '15:11' },
    },
  },
];
