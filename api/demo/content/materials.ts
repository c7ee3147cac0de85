import { brochures } from './materials/brochures.ts';
import { datasheets } from './materials/datasheets.ts';
import { salesKit } from './materials/sales-kit.ts';
import type { Material } from './shape.ts';

export const materials: Material[] = [...brochures, ...datasheets, ...salesKit];
