import type { JsonObject } from '../audit/context.ts';
import { booleanAt } from '../context/config-reader.ts';

/** Elevated tools, which run outside every sandbox, are on unless they are switched off. */
export const isElevatedOn = (config: JsonObject): boolean => booleanAt(config, 'tools.elevated.enabled') !== false;
