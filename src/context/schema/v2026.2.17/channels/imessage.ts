import type { ObjectShape } from '../../shape.ts';
import { DM_ACCESS, EVERY_CHANNEL, HEARTBEAT_NOTICES, MARKDOWN, MENTION_GROUPS } from './shapes.ts';

const IMESSAGE_ACCOUNT: ObjectShape = {
  '@rule': 'open-dm',
  name: 'string',
  capabilities: ['string'],
  markdown: MARKDOWN,
  enabled: 'boolean',
  ...EVERY_CHANNEL,
  cliPath: 'string executable',
  dbPath: 'string',
  remoteHost: 'string',
  service: 'one of: imessage sms auto',
  region: 'string',
  ...DM_ACCESS,
  includeAttachments: 'boolean',
  mediaMaxMb: 'integer 1..',
  blockStreaming: 'boolean',
  groups: MENTION_GROUPS,
  heartbeat: HEARTBEAT_NOTICES,
};

/** `channels.imessage`. */
export const IMESSAGE: ObjectShape = { ...IMESSAGE_ACCOUNT, accounts: { '*': IMESSAGE_ACCOUNT } };
