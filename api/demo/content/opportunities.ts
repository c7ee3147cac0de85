import { brightlineDune } from './opportunities/brightline-dune.ts';
import { brightlineEmber } from './opportunities/brightline-ember.ts';
import { cobaltOpportunities } from './opportunities/cobalt.ts';
import type { Opportunity } from './shape.ts';

export const opportunities: Opportunity[] = [...brightlineDune, ...brightlineEmber, ...cobaltOpportunities];
