import { either, type ObjectShape } from '../../shape.ts';
import { ALLOW_FROM, STREAM_CHUNK } from '../shapes.ts';
import {
  DM_ACCESS,
  EVERY_CHANNEL,
  GROUP_POLICY,
  GROUP_TOOLS,
  HEARTBEAT_NOTICES,
  MARKDOWN,
  NATIVE_COMMANDS,
  REPLY_TO,
  RETRY,
} from './shapes.ts';

const TELEGRAM_ACCOUNT: ObjectShape = {
  '@rule': 'open-dm',
  name: 'string',
  capabilities: either(['string'], { inlineButtons: 'one of: off dm group all allowlist' }),
  markdown: MARKDOWN,
  enabled: 'boolean',
  commands: NATIVE_COMMANDS,
  customCommands: [{ '@rule': 'telegram-command', 'command!': 'string', 'description!': 'string' }],
  ...EVERY_CHANNEL,
  ...DM_ACCESS,
  botToken: 'string',
  tokenFile: 'string',
  replyToMode: REPLY_TO,
  groups: {
    '*': {
      ...GROUP_TOOLS,
      groupPolicy: GROUP_POLICY,
      skills: ['string'],
      enabled: 'boolean',
      allowFrom: ALLOW_FROM,
      systemPrompt: 'string',
      topics: {
        '*': {
          requireMention: 'boolean',
          groupPolicy: GROUP_POLICY,
          skills: ['string'],
          enabled: 'boolean',
          allowFrom: ALLOW_FROM,
          systemPrompt: 'string',
        },
      },
    },
  },
  blockStreaming: 'boolean',
  draftChunk: STREAM_CHUNK,
  streamMode: 'one of: off partial block',
  mediaMaxMb: 'number >0',
  timeoutSeconds: 'integer 1..',
  retry: RETRY,
  network: { autoSelectFamily: 'boolean' },
  proxy: 'string',
  webhookUrl: 'string',
  webhookSecret: 'string',
  webhookPath: 'string',
  webhookHost: 'string',
  actions: { reactions: 'boolean', sendMessage: 'boolean', deleteMessage: 'boolean', sticker: 'boolean' },
  reactionNotifications: 'one of: off own all',
  reactionLevel: 'one of: off ack minimal extensive',
  heartbeat: HEARTBEAT_NOTICES,
  linkPreview: 'boolean',
  ackReaction: 'string',
};

/** `channels.telegram`. */
export const TELEGRAM: ObjectShape = {
  ...TELEGRAM_ACCOUNT,
  '@rule': 'open-dm telegram-webhook-secret',
  accounts: { '*': TELEGRAM_ACCOUNT },
};
