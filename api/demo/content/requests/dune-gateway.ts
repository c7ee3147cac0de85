import { prose } from '../prose.ts';
import type { Request } from '../shape.ts';

const LOG = `02:09:41 modem   rssi=-71 state=registered
02:10:02 net     dhcp lease expired, renewing
02:10:03 net     dhcp offer refused: address 10.20.0.31 in use
02:10:33 net     dhcp retry 1
02:14:33 net     dhcp retry 2
02:22:33 net     dhcp retry 3
02:30:34 net     dhcp bound 10.20.0.44
02:30:36 uplink  connected, 412 stored readings sent
`;

export const duneGateway: Request = {
  key: 'dune-gateway',
  customer: 'dune',
  by: 'dan',
  assignee: 'abe',
  category: 'problem',
  priority: 'high',
  status: 'in_progress',
  product: 'NL-200',
  locale: 'en',
  subject: 'Gateway drops off every night for twenty minutes',
  body: prose`
    The NL-200 at the still field (serial NL2-11806) goes offline every night at ten past two and comes back at
    half past. No readings are lost, they arrive afterwards, but the night alarm for low feed flow cannot fire
    in that window. It started eight days ago; nothing was changed on our side that I know of.

    I have attached the gateway log of last night.
  `,
  at: { daysAgo: 4, at: '15:48' },
  attachments: [{ name: 'nl2-11806-night.log', type: 'text/plain', text: LOG }],
  messages: [
    {
      by: 'abe',
      at: { daysAgo: 3, at: '08:32' },
      text: prose`
        Good morning Dan, and thank you for the log, that saves us a day. The gateway is healthy. Its network
        lease runs out at 02:10, and when it asks for the same address again, the router says that somebody else
        has it. The gateway then waits, longer each time, until it is given a free one.

        Was a new device added to that network about eight days ago, perhaps with a fixed address of 10.20.0.31?
      `,
    },
    {
      by: 'dan',
      at: { daysAgo: 3, at: '17:15' },
      text: prose`
        You are good. The weather station! The contractor gave it a fixed address and did not write it down. I can
        move it, but the router belongs to our IT and they change things on Tuesdays only. Anything we can do until
        then?
      `,
    },
    {
      by: 'abe',
      at: { daysAgo: 2, at: '09:10' },
      text: prose`
        Yes, two things, and the first is enough for tonight:

        1. In Harbor open the gateway, Network, and set the address to Fixed, 10.20.0.200. It applies at once and
        falls back by itself if it cannot connect within two minutes.
        2. On Tuesday ask IT to reserve 10.20.0.200 for the gateway, so that nobody can take it again.

        I have also set the alarm "low feed flow" to be evaluated on the gateway itself. From now on it closes the
        relay even when the connection is away.
      `,
    },
    {
      by: 'dan',
      at: { daysAgo: 1, at: '16:21' },
      text: prose`
        Fixed address is set and the gateway stayed online through last night, first time in over a week. IT is
        booked for Tuesday. Please keep this open until then.
      `,
    },
    {
      by: 'abe',
      at: { daysAgo: 0, at: '07:05' },
      text: prose`
        Gladly. I can see two quiet nights in a row now. I will look again on Wednesday morning and close it with
        you if the reservation is in place.
      `,
    },
  ],
  notes: [
    {
      by: 'abe',
      at: { daysAgo: 3, at: '08:36' },
      text: prose`
        Firmware 4.2 waits 4, 8, 16 … minutes between lease retries. That is too patient for a gateway with alarms
        on it. Filed as an improvement for 4.3: first five retries within a minute.
      `,
    },
    {
      by: 'ada',
      at: { daysAgo: 2, at: '12:20' },
      text: 'Phase 2 for this field is being quoted right now. Please keep me posted until it is closed.',
    },
  ],
};
