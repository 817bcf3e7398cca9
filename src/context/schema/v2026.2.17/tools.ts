import type { ObjectShape, Shape } from '../shape.ts';
import {
  CHAT_SCOPE,
  ELEVATED,
  EXEC,
  LOOP_DETECTION,
  NESTED_TOOL_LISTS,
  TOOL_LISTS,
  TOOL_LISTS_BY_PROVIDER,
  TOOL_PROFILE,
} from './shapes.ts';

/** How a provider of speech or vision is asked. */
const MEDIA_PROVIDER: ObjectShape = {
  prompt: 'string',
  maxChars: 'integer 1..',
  maxBytes: 'integer 1..',
  timeoutSeconds: 'integer 1..',
  language: 'string',
  providerOptions: { '*': { '*': 'string or number or boolean' } },
  deepgram: { detectLanguage: 'boolean', punctuate: 'boolean', smartFormat: 'boolean' },
  baseUrl: 'string',
  headers: { '*': 'string' },
};

const MEDIA_MODELS: Shape = [
  {
    provider: 'string',
    model: 'string',
    capabilities: ['one of: image audio video'],
    type: 'one of: provider cli',
    command: 'string',
    args: ['string'],
    ...MEDIA_PROVIDER,
    profile: 'string',
    preferredProfile: 'string',
  },
];

const MEDIA_KIND: ObjectShape = {
  enabled: 'boolean',
  scope: CHAT_SCOPE,
  ...MEDIA_PROVIDER,
  attachments: { mode: 'one of: first all', maxAttachments: 'integer 1..', prefer: 'one of: first last path url' },
  models: MEDIA_MODELS,
};

/** The `tools` section. */
export const TOOLS: ObjectShape = {
  ...TOOL_LISTS,
  profile: TOOL_PROFILE,
  byProvider: TOOL_LISTS_BY_PROVIDER,
  web: {
    search: {
      enabled: 'boolean',
      provider: 'one of: brave perplexity grok',
      apiKey: 'string',
      maxResults: 'integer 1..',
      timeoutSeconds: 'integer 1..',
      cacheTtlMinutes: 'number 0..',
      perplexity: { apiKey: 'string', baseUrl: 'string', model: 'string' },
      grok: { apiKey: 'string', model: 'string', inlineCitations: 'boolean' },
    },
    fetch: {
      enabled: 'boolean',
      maxChars: 'integer 1..',
      maxCharsCap: 'integer 1..',
      timeoutSeconds: 'integer 1..',
      cacheTtlMinutes: 'number 0..',
      maxRedirects: 'integer 0..',
      userAgent: 'string',
    },
  },
  media: { models: MEDIA_MODELS, concurrency: 'integer 1..', image: MEDIA_KIND, audio: MEDIA_KIND, video: MEDIA_KIND },
  links: {
    enabled: 'boolean',
    scope: CHAT_SCOPE,
    maxLinks: 'integer 1..',
    timeoutSeconds: 'integer 1..',
    models: [{ type: 'one of: cli', 'command!': 'string 1..', args: ['string'], timeoutSeconds: 'integer 1..' }],
  },
  sessions: { visibility: 'one of: self tree agent all' },
  loopDetection: LOOP_DETECTION,
  message: {
    allowCrossContextSend: 'boolean',
    crossContext: {
      allowWithinProvider: 'boolean',
      allowAcrossProviders: 'boolean',
      marker: { enabled: 'boolean', prefix: 'string', suffix: 'string' },
    },
    broadcast: { enabled: 'boolean' },
  },
  agentToAgent: { enabled: 'boolean', allow: ['string'] },
  elevated: ELEVATED,
  exec: EXEC,
  fs: { workspaceOnly: 'boolean' },
  subagents: NESTED_TOOL_LISTS,
  sandbox: NESTED_TOOL_LISTS,
};
