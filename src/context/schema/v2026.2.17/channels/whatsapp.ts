import type { ObjectShape } from '../../shape.ts';
import { DM_POLICY, EVERY_CHANNEL, HEARTBEAT_NOTICES, MARKDOWN, MENTION_GROUPS } from './shapes.ts';

const WHATSAPP_SHARED: ObjectShape = {
  '@rule': 'open-dm',
  capabilities: ['string'],
  markdown: MARKDOWN,
  ...EVERY_CHANNEL,
  sendReadReceipts: 'boolean',
  messagePrefix: 'string',
  dmPolicy: DM_POLICY,
  selfChatMode: 'boolean',
  allowFrom: ['string'],
  groupAllowFrom: ['string'],
  blockStreaming: 'boolean',
  groups: MENTION_GROUPS,
  ackReaction: { emoji: 'string', direct: 'boolean', group: 'one of: always mentions never' },
  debounceMs: 'integer 0..',
  heartbeat: HEARTBEAT_NOTICES,
  mediaMaxMb: 'integer 1..',
};

/** `channels.whatsapp`. */
export const WHATSAPP: ObjectShape = {
  ...WHATSAPP_SHARED,
  actions: { reactions: 'boolean', sendMessage: 'boolean', polls: 'boolean' },
  accounts: { '*': { ...WHATSAPP_SHARED, name: 'string', enabled: 'boolean', authDir: 'string' } },
};
