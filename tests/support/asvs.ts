/**
 * The numbers of OWASP ASVS 5.0.0 (CC BY-SA 4.0) that apply to Portico, by section: level 1 and 2 without WebRTC, the
 * servers' side of OAuth, GraphQL, WebSocket and memory safety.
 */
const LEVELS: Record<'1' | '2', string> = {
  '1': `
  V1.2: 1 2 3 4 5
  V1.3: 1 2
  V1.5: 1
  V2.1: 1
  V2.2: 1 2
  V2.3: 1
  V3.2: 1 2
  V3.3: 1
  V3.4: 1 2
  V3.5: 1 2 3
  V4.1: 1
  V5.2: 1 2
  V5.3: 1 2
  V6.1: 1
  V6.2: 1 2 3 4 5 6 7 8
  V6.3: 1 2
  V6.4: 1 2
  V7.2: 1 2 3 4
  V7.4: 1 2
  V8.1: 1
  V8.2: 1 2
  V8.3: 1
  V9.1: 1 2 3
  V9.2: 1
  V11.3: 1 2
  V11.4: 1
  V12.1: 1
  V12.2: 1 2
  V13.4: 1
  V14.2: 1
  V14.3: 1
  V15.1: 1
  V15.2: 1
  V15.3: 1
  `,
  '2': `
  V1.1: 1 2
  V1.2: 6 7 8 9
  V1.3: 3 4 5 6 7 8 9 10 11
  V1.5: 2
  V2.1: 2 3
  V2.2: 3
  V2.3: 2 3 4
  V2.4: 1
  V3.3: 2 3 4
  V3.4: 3 4 5 6
  V3.5: 4 5
  V3.7: 1 2
  V4.1: 2 3
  V4.2: 1
  V5.1: 1
  V5.2: 3
  V5.4: 1 2 3
  V6.1: 2 3
  V6.2: 9 10 11 12
  V6.3: 3 4
  V6.4: 3 4
  V6.5: 1 2 3 4 5
  V6.6: 1 2 3
  V6.8: 1 2 3 4
  V7.1: 1 2 3
  V7.3: 1 2
  V7.4: 3 4 5
  V7.5: 1 2
  V7.6: 1 2
  V8.1: 2
  V8.2: 3
  V8.4: 1
  V9.2: 2 3 4
  V10.1: 1 2
  V10.2: 1 2
  V10.3: 1 2 3 4
  V10.5: 1 2 3 4 5
  V11.1: 1 2
  V11.2: 1 2 3
  V11.3: 3
  V11.4: 2 3 4
  V11.5: 1
  V11.6: 1
  V12.1: 2 3
  V12.3: 1 2 3 4
  V13.1: 1
  V13.2: 1 2 3 4 5
  V13.3: 1 2
  V13.4: 2 3 4 5
  V14.1: 1 2
  V14.2: 2 3 4
  V14.3: 2 3
  V15.1: 2 3
  V15.2: 2 3
  V15.3: 2 3 4 5 6 7
  V16.1: 1
  V16.2: 1 2 3 4 5
  V16.3: 1 2 3 4
  V16.4: 1 2 3
  V16.5: 1 2 3
  `,
};

/** Number → level. */
export const applicable = new Map(
  Object.entries(LEVELS).flatMap(([level, sections]) =>
    sections
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [section = '', numbers = ''] = line.trim().split(': ');
        return numbers.split(' ').map((number) => [`${section}.${number}`, level] as const);
      }),
  ),
);
