import { either, type ObjectShape } from '../../shape.ts';
import { ALLOW_FROM } from '../shapes.ts';
import { DM_POLICY, EVERY_CHANNEL, REPLY_TO } from './shapes.ts';

const GOOGLECHAT_ACCOUNT: ObjectShape = {
  name: 'string',
  capabilities: ['string'],
  enabled: 'boolean',
  ...EVERY_CHANNEL,
  allowBots: 'boolean',
  requireMention: 'boolean',
  groupAllowFrom: ALLOW_FROM,
  groups: {
    '*': { enabled: 'boolean', allow: 'boolean', requireMention: 'boolean', users: ALLOW_FROM, systemPrompt: 'string' },
  },
  serviceAccount: either('string', { '*': 'any' }),
  serviceAccountFile: 'string',
  audienceType: 'one of: app-url project-number',
  audience: 'string',
  webhookPath: 'string',
  webhookUrl: 'string',
  botUser: 'string',
  blockStreaming: 'boolean',
  streamMode: 'one of: replace status_final append',
  mediaMaxMb: 'number >0',
  replyToMode: REPLY_TO,
  actions: { reactions: 'boolean' },
  dm: { '@rule': 'open-dm-object', enabled: 'boolean', policy: DM_POLICY, allowFrom: ALLOW_FROM },
  typingIndicator: 'one of: none message reaction',
};

/** `channels.googlechat`. */
export const GOOGLECHAT: ObjectShape = {
  ...GOOGLECHAT_ACCOUNT,
  defaultAccount: 'string',
  accounts: { '*': GOOGLECHAT_ACCOUNT },
};
