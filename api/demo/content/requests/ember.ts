import { prose } from '../prose.ts';
import type { Request } from '../shape.ts';

export const emberRequests: Request[] = [
  {
    key: 'ember-cip-phantom-flow',
    customer: 'ember',
    by: 'emil',
    assignee: 'abe',
    category: 'problem',
    priority: 'urgent',
    status: 'in_progress',
    product: 'FM-40',
    locale: 'en',
    subject: 'FM-40 shows flow in an empty pipe, line 2 is standing',
    body: prose`
      Line 2 will not start because the FM-40 on the CIP return (serial FM4-30215) reports 3 to 9 m³/h with the
      pump off and the pipe drained. The interlock sees flow and refuses. We are running line 1 only. Please call,
      this is costing us the shift.
    `,
    at: { daysAgo: 1, at: '05:52' },
    messages: [
      {
        by: 'abe',
        at: { daysAgo: 1, at: '06:10' },
        text: prose`
          Hello Emil, I tried your mobile just now. To get you running: on the meter open Setup, Measurement, and
          set "Empty pipe detection" to On. The reading goes to zero within ten seconds of the electrodes running
          dry, and the interlock will release.

          A drained pipe leaves the electrodes open and they pick up noise like an aerial; that is the phantom flow
          you see. Detection is on when the meter leaves us, so something has switched it off.
        `,
      },
      {
        by: 'emil',
        at: { daysAgo: 1, at: '06:31' },
        text: prose`
          Running again since 06:25, thank you. It was off. Sanjay loaded last year's settings file after the
          cleaning on Sunday; I would bet it came from there.
        `,
      },
      {
        by: 'abe',
        at: { daysAgo: 1, at: '06:58' },
        text: prose`
          That would do it: files from firmware 2 do not know the switch, and the meter then took "Off". Could you
          send me the file? I will convert it and check whether anything else was lost, before line 3 gets the same.
        `,
      },
      {
        by: 'emil',
        at: { daysAgo: 0, at: '06:20' },
        text: 'Here it is. Line 3 has not been touched, we will wait for yours.',
        attachments: [
          {
            name: 'line2-fm40-settings.ini',
            type: 'text/plain',
            text: `[meter]
model = FM-40
firmware = 2.7
size = DN50
[measurement]
unit = m3/h
full_scale = 30
damping_s = 3
low_flow_cutoff = 0.4
[output]
pulse_per_litre = 1
current_4ma = 0
current_20ma = 30
`,
          },
        ],
      },
    ],
    notes: [
      {
        by: 'abe',
        at: { daysAgo: 1, at: '07:04' },
        text: prose`
          Any file from firmware 2.x switches the detection off silently. Asked development for a warning in the
          import dialog; until then it belongs in the FM-40 article. Eve?
        `,
      },
      {
        by: 'eve',
        at: { daysAgo: 1, at: '09:48' },
        text: 'Written, it is in "Zero and verify an FM-40 flow meter" as a warning. Spanish and Russian follow.',
      },
    ],
  },
  {
    key: 'ember-po-number',
    customer: 'ember',
    by: 'emil',
    assignee: 'abe',
    category: 'billing',
    priority: 'normal',
    status: 'waiting_other',
    locale: 'en',
    subject: 'Invoice NI-24817 without our purchase order number',
    body: prose`
      Our accounts people have sent invoice NI-24817 back to me because PO 4500-7731 is not on it. They cannot pay
      without. Could you issue it again? The amount is right.
    `,
    at: { daysAgo: 8, at: '10:37' },
    messages: [
      {
        by: 'abe',
        at: { daysAgo: 8, at: '13:15' },
        text: prose`
          Hello Emil, sorry about the extra round. I have asked our finance team to cancel NI-24817 and issue it
          again with PO 4500-7731. The due date moves with the new invoice, so you lose nothing. They have
          promised it by the end of the week, and it goes straight to ap@emberfoods.example.
        `,
      },
      {
        by: 'emil',
        at: { daysAgo: 7, at: '09:02' },
        text: 'Good. Can you also make the PO a required field on our account, so that it does not happen again?',
      },
      {
        by: 'abe',
        at: { daysAgo: 6, at: '08:25' },
        text: prose`
          Done: orders on your account now need a PO number before they can be placed. The new invoice is with
          finance, I will look after it on the review date below.
        `,
      },
    ],
    notes: [
      {
        by: 'abe',
        at: { daysAgo: 2, at: '14:50' },
        text: 'Finance: credit note needs a second signature, Karin is back on Monday. Keep waiting.',
      },
    ],
    reviewOn: { inDays: 2 },
  },
  {
    key: 'ember-washdown',
    customer: 'ember',
    by: 'emil',
    assignee: 'abe',
    category: 'question',
    priority: 'low',
    status: 'closed',
    product: 'TH-12',
    locale: 'en',
    subject: 'Will a TH-12 survive high-pressure washdown?',
    body: prose`
      We would like climate probes in the filling room. It is washed down every evening at 80 bar and 60 °C. The
      datasheet says IP67. Is that enough?
    `,
    at: { daysAgo: 41, at: '09:25' },
    messages: [
      {
        by: 'abe',
        at: { daysAgo: 41, at: '12:44' },
        text: prose`
          Hello Emil, no, honestly not. IP67 means an hour under a metre of water; a jet at 80 bar from close by is
          IP69K and will push water past the filter cap sooner or later.

          Two ways work well in food plants: mount the probe in the return air duct, where the climate is the same
          and nobody aims a lance at it; or use the wash guard TH-12-WG, which slides over the probe in the evening
          and tells Harbor that it is closed, so the readings are marked instead of wrong.
        `,
      },
      {
        by: 'emil',
        at: { daysAgo: 40, at: '08:11' },
        text: 'The duct it is. Thank you for the straight answer, another supplier told me IP67 would be fine.',
      },
    ],
    notes: [],
    resolvedAt: { daysAgo: 40, at: '08:40' },
    closedAt: { daysAgo: 33, at: '08:40' },
    satisfaction: {
      score: 5,
      comment: 'Told me not to buy. That is why I will.',
      at: { daysAgo: 39, at: '10:20' },
    },
  },
];
