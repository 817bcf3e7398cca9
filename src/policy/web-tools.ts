import type { JsonObject } from '../audit/context.ts';
import { booleanAt, textAt } from '../context/config-reader.ts';

const SEARCH_KEYS = ['tools.web.search.apiKey', 'tools.web.search.perplexity.apiKey'];
const SEARCH_VARIABLES = ['BRAVE_API_KEY', 'PERPLEXITY_API_KEY', 'OPENROUTER_API_KEY'];

/** Web search is on when it is switched on, or when a key for it is found (spec: config-and-resolution 3.6). */
export const isWebSearchOn = (config: JsonObject, env: Readonly<Record<string, string>>): boolean =>
  booleanAt(config, 'tools.web.search.enabled') ??
  (SEARCH_KEYS.some((key) => Boolean(textAt(config, key))) || SEARCH_VARIABLES.some((name) => Boolean(env[name])));

/** Fetching pages is on unless it is switched off. */
export const isWebFetchOn = (config: JsonObject): boolean => booleanAt(config, 'tools.web.fetch.enabled') !== false;
