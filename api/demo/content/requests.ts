import { duneRequests } from './requests/dune.ts';
import { emberRequests } from './requests/ember.ts';
import { fjordRequests } from './requests/fjord.ts';
import { graniteRequests } from './requests/granite.ts';
import type { Request } from './shape.ts';

export const requests: Request[] = [...duneRequests, ...emberRequests, ...fjordRequests, ...graniteRequests];
