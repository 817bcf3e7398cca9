import type { ObjectShape, Shape } from '../shape.ts';

// Shapes that more than one section of the config uses.

export const TOOL_LISTS: ObjectShape = {
  '@rule': 'tool-lists',
  allow: ['string'],
  alsoAllow: ['string'],
  deny: ['string'],
};

export const NESTED_TOOL_LISTS: ObjectShape = { tools: TOOL_LISTS };

export const TOOL_PROFILE: Shape = 'one of: minimal coding messaging full';

export const TOOL_LISTS_BY_PROVIDER: ObjectShape = {
  '*': {
    ...TOOL_LISTS,
    profile: TOOL_PROFILE,
  },
};

export const ALLOW_FROM: Shape = ['string or number'];

export const STREAM_COALESCE: ObjectShape = { minChars: 'integer 1..', maxChars: 'integer 1..', idleMs: 'integer 0..' };

export const STREAM_CHUNK: ObjectShape = {
  minChars: 'integer 1..',
  maxChars: 'integer 1..',
  breakPreference: 'one of: paragraph newline sentence',
};

export const HUMAN_DELAY: ObjectShape = {
  mode: 'one of: off natural custom',
  minMs: 'integer 0..',
  maxMs: 'integer 0..',
};

export const GROUP_CHAT: ObjectShape = { mentionPatterns: ['string'], historyLimit: 'integer 1..' };

export const CHAT_SCOPE: ObjectShape = {
  default: 'one of: allow deny',
  rules: [
    {
      'action!': 'one of: allow deny',
      match: {
        channel: 'string',
        chatType: 'one of: direct group channel dm',
        keyPrefix: 'string',
        rawKeyPrefix: 'string',
      },
    },
  ],
};

export const ELEVATED: ObjectShape = { enabled: 'boolean', allowFrom: { '*': ALLOW_FROM } };

const APPLY_PATCH: ObjectShape = { enabled: 'boolean', workspaceOnly: 'boolean', allowModels: ['string'] };

export const EXEC: ObjectShape = {
  host: 'one of: sandbox gateway node',
  security: 'one of: deny allowlist full',
  ask: 'one of: off on-miss always',
  node: 'string',
  pathPrepend: ['string'],
  safeBins: ['string'],
  backgroundMs: 'integer 1..',
  timeoutSec: 'integer 1..',
  cleanupMs: 'integer 1..',
  notifyOnExit: 'boolean',
  notifyOnExitEmptySuccess: 'boolean',
  applyPatch: APPLY_PATCH,
};

export const LOOP_DETECTION: ObjectShape = {
  '@rule': 'loop-thresholds',
  enabled: 'boolean',
  historySize: 'integer 1..',
  warningThreshold: 'integer 1..',
  criticalThreshold: 'integer 1..',
  globalCircuitBreakerThreshold: 'integer 1..',
  detectors: { genericRepeat: 'boolean', knownPollNoProgress: 'boolean', pingPong: 'boolean' },
};

/** What OpenClaw writes down of one installed plugin or hook. */
export const INSTALL_RECORD: ObjectShape = {
  'source!': 'one of: npm archive path',
  spec: 'string',
  sourcePath: 'string',
  installPath: 'string',
  version: 'string',
  installedAt: 'string',
};
