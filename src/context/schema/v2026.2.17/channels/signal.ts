import type { ObjectShape } from '../../shape.ts';
import { ALLOW_FROM } from '../shapes.ts';
import { DM_ACCESS, EVERY_CHANNEL, HEARTBEAT_NOTICES, MARKDOWN } from './shapes.ts';

const SIGNAL_ACCOUNT: ObjectShape = {
  '@rule': 'open-dm',
  name: 'string',
  capabilities: ['string'],
  markdown: MARKDOWN,
  enabled: 'boolean',
  ...EVERY_CHANNEL,
  account: 'string',
  httpUrl: 'string',
  httpHost: 'string',
  httpPort: 'integer 1..',
  cliPath: 'string executable',
  autoStart: 'boolean',
  startupTimeoutMs: 'integer 1000..120000',
  receiveMode: 'one of: on-start manual',
  ignoreAttachments: 'boolean',
  ignoreStories: 'boolean',
  sendReadReceipts: 'boolean',
  ...DM_ACCESS,
  blockStreaming: 'boolean',
  mediaMaxMb: 'integer 1..',
  reactionNotifications: 'one of: off own all allowlist',
  reactionAllowlist: ALLOW_FROM,
  actions: { reactions: 'boolean' },
  reactionLevel: 'one of: off ack minimal extensive',
  heartbeat: HEARTBEAT_NOTICES,
};

/** `channels.signal`. */
export const SIGNAL: ObjectShape = { ...SIGNAL_ACCOUNT, accounts: { '*': SIGNAL_ACCOUNT } };
