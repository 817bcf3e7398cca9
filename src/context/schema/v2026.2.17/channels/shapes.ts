import type { ObjectShape, Shape } from '../../shape.ts';
import { ALLOW_FROM, STREAM_COALESCE, TOOL_LISTS } from '../shapes.ts';

// Shapes that more than one channel uses.

export const DM_POLICY: Shape = 'one of: pairing allowlist open disabled';

export const GROUP_POLICY: Shape = 'one of: open disabled allowlist';

export const HEARTBEAT_NOTICES: ObjectShape = { showOk: 'boolean', showAlerts: 'boolean', useIndicator: 'boolean' };

export const MARKDOWN: ObjectShape = { tables: 'one of: off bullets code' };

export const NATIVE_COMMANDS: ObjectShape = {
  native: 'boolean or one of: auto',
  nativeSkills: 'boolean or one of: auto',
};

export const RETRY: ObjectShape = {
  attempts: 'integer 1..',
  minDelayMs: 'integer 0..',
  maxDelayMs: 'integer 0..',
  jitter: 'number 0..1',
};

export const REPLY_TO: Shape = 'one of: off first all';

/** What every channel has, in the section and in each account. */
export const EVERY_CHANNEL: ObjectShape = {
  groupPolicy: GROUP_POLICY,
  configWrites: 'boolean',
  historyLimit: 'integer 0..',
  dmHistoryLimit: 'integer 0..',
  dms: { '*': { historyLimit: 'integer 0..' } },
  textChunkLimit: 'integer 1..',
  chunkMode: 'one of: length newline',
  blockStreamingCoalesce: STREAM_COALESCE,
  responsePrefix: 'string',
};

/** Who may write, where senders are names or numbers. */
export const DM_ACCESS: ObjectShape = { dmPolicy: DM_POLICY, allowFrom: ALLOW_FROM, groupAllowFrom: ALLOW_FROM };

/** What a group has where agents can be given tools for it. */
export const GROUP_TOOLS: ObjectShape = {
  requireMention: 'boolean',
  tools: TOOL_LISTS,
  toolsBySender: { '*': TOOL_LISTS },
};

export const MENTION_GROUPS: ObjectShape = { '*': GROUP_TOOLS };
