import { prose } from '../prose.ts';
import type { Request } from '../shape.ts';

export const fjordRequests: Request[] = [
  {
    key: 'fjord-door-alerts',
    customer: 'fjord',
    by: 'freja',
    assignee: 'abe',
    category: 'question',
    priority: 'normal',
    status: 'closed',
    product: 'Harbor',
    locale: 'en',
    subject: 'Two hundred alerts a night, and the one that mattered was missed',
    body: prose`
      Our night desk had 214 temperature alerts last night. Nearly all of them were doors standing open at the
      dock for five minutes. The one trailer with a failed compressor was in the middle of the list, and it was
      seen an hour late.

      How do others set this up? We cannot just raise the limit, the pharma trailers have to stay under 8 °C.
    `,
    at: { daysAgo: 19, at: '06:48' },
    messages: [
      {
        by: 'abe',
        at: { daysAgo: 19, at: '08:30' },
        text: prose`
          Hello Freja, an hour is a long time with vaccines on board, I understand the worry. Leave the limit at
          8 °C and make the rule wait instead. For trailers I would start with these three:

          - Warning: above 8 °C for 12 minutes, and the door has been closed for at least 5. To the dashboard only.
          - Alarm: above 8 °C for 25 minutes, whatever the door does. To the night desk, by phone.
          - Alarm: rising by more than 3 °C in 15 minutes with the door closed. That is a compressor.

          The third one would have called you 40 minutes earlier last night; I ran it against your data.
        `,
      },
      {
        by: 'freja',
        at: { daysAgo: 18, at: '09:12' },
        text: prose`
          That it can be tried against old nights is exactly what I need to show to Ingvild in quality. Can I do
          that myself?
        `,
      },
      {
        by: 'abe',
        at: { daysAgo: 18, at: '09:40' },
        text: prose`
          Yes: in Harbor open the rule, then "Try on past data", up to 90 days. It lists what it would have sent
          and when. The article "Alerts that people still read" shows it step by step.
        `,
      },
      {
        by: 'freja',
        at: { daysAgo: 14, at: '07:20' },
        text: prose`
          Four nights with the new rules: 6 alerts in total, all real. Oskar at the night desk would like to buy
          you a coffee.
        `,
      },
      {
        by: 'abe',
        at: { daysAgo: 14, at: '08:05' },
        text: 'That is the best thing I have read this week. I will mark it as solved, and I take it black.',
      },
    ],
    notes: [
      {
        by: 'abe',
        at: { daysAgo: 18, at: '09:46' },
        text: 'Good material for the alerts article: limit stays, the delay does the work. Eve, may we use the numbers?',
      },
      {
        by: 'eve',
        at: { daysAgo: 15, at: '10:32' },
        text: 'Asked Freja, she agreed without the company name. The article is updated.',
      },
    ],
    resolvedAt: { daysAgo: 14, at: '08:05' },
    closedAt: { daysAgo: 13, at: '09:00' },
    satisfaction: {
      score: 5,
      comment: 'The night desk sleeps again. Well, not literally.',
      at: { daysAgo: 13, at: '09:00' },
    },
  },
  {
    key: 'fjord-ferry-roaming',
    customer: 'fjord',
    by: 'freja',
    assignee: 'abe',
    category: 'problem',
    priority: 'high',
    status: 'waiting_other',
    product: 'NL-200',
    locale: 'en',
    subject: 'Trailers stay offline for hours after the ferry',
    body: prose`
      Trailers that cross on the night ferry come back online two to four hours after landing, although there is
      full coverage at the port. Restarting the gateway brings it back at once. We see it on about every third
      crossing, on all firmware versions.
    `,
    at: { daysAgo: 10, at: '11:06' },
    messages: [
      {
        by: 'abe',
        at: { daysAgo: 10, at: '13:52' },
        text: prose`
          Hello Freja, could you give me the numbers of two trailers and the date of a crossing where it happened? I
          would like to compare them with what the mobile network saw.
        `,
      },
      {
        by: 'freja',
        at: { daysAgo: 9, at: '07:30' },
        text: 'FL-118 and FL-204, both on the crossing in the night to last Thursday. List of the last 30 crossings attached.',
        attachments: [
          {
            name: 'crossings.csv',
            type: 'text/csv',
            text: `trailer,landed_utc,back_online_utc,minutes
FL-118,04:40,07:52,192
FL-204,04:40,08:31,231
FL-077,04:40,04:46,6
FL-131,05:05,05:09,4
FL-162,05:05,07:26,141
`,
          },
        ],
      },
      {
        by: 'abe',
        at: { daysAgo: 7, at: '10:15' },
        text: prose`
          Thank you, now it is clear. On board the gateways register with the ship's own mobile network. When the
          ship switches it off in port, two of the three roaming profiles on our SIM cards wait for it to come back
          instead of looking around. Trailers with the third profile are online after six minutes.

          The SIM provider can change the profile over the air. I have opened a case with them for all 340 cards and
          will be back with a date. Until then: a restart from Harbor can be scheduled, I have set one for 30 minutes
          after each landing time.
        `,
      },
      {
        by: 'freja',
        at: { daysAgo: 7, at: '12:44' },
        text: 'The scheduled restart is good enough for now. Please tell me before the profiles are changed, not after.',
      },
    ],
    notes: [
      {
        by: 'abe',
        at: { daysAgo: 3, at: '15:10' },
        text: prose`
          Provider confirms the cause. They can do 50 cards a night. Want a signed change window from us; sent it,
          waiting for the countersignature.
        `,
      },
    ],
    reviewOn: { inDays: 1 },
  },
  {
    key: 'fjord-move-gateways',
    customer: 'fjord',
    by: 'freja',
    category: 'change',
    priority: 'normal',
    status: 'submitted',
    product: 'NL-200',
    locale: 'en',
    subject: 'Move two gateways from Malmö to Trelleborg with their history',
    body: prose`
      We are clearing hall B in Malmö at the end of the month. Two gateways (NL2-10442 and NL2-10443) with nine
      probes go to the new hall in Trelleborg. The probes should start a clean history there, but the old readings
      have to stay under Malmö for the auditors.

      Is this something we do in Harbor, or do you? And is there an order in which to unplug things?
    `,
    at: { daysAgo: 0, at: '06:45' },
    messages: [],
    notes: [],
  },
];
