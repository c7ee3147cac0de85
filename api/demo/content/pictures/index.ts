import { errorBands, scaling } from './curves.ts';
import { firstChain, lights, terminalRow } from './gateways.ts';
import { antenna, faultChain, topology } from './networks.ts';
import { stillPipe, straightLengths, ways } from './pipes.ts';
import { coldStore, greenhouse, room, saltJar } from './places.ts';
import { busLine, currentLoop, relayLamp } from './wiring.ts';

/** The pictures of the help, by the names under which its texts show them. */
export const drawings = new Map<string, () => string>([
  ['cold-store.svg', coldStore],
  ['error-bands.svg', errorBands],
  ['fault-chain.svg', faultChain],
  ['first-chain.svg', firstChain],
  ['fm-40-still.svg', stillPipe],
  ['fm-40-straight.svg', straightLengths],
  ['lte-antenna.svg', antenna],
  ['network-topology.svg', topology],
  ['nl-200-lights.svg', lights],
  ['nl-200-terminals.svg', terminalRow],
  ['px-3-loop.svg', currentLoop],
  ['px-3-mounting.svg', ways],
  ['px-3-scale.svg', scaling],
  ['relay-lamp.svg', relayLamp],
  ['rs-485-line.svg', busLine],
  ['salt-jar.svg', saltJar],
  ['th-12-greenhouse.svg', greenhouse],
  ['th-12-room.svg', room],
]);
