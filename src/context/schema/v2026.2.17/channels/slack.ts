import type { ObjectShape } from '../../shape.ts';
import { ALLOW_FROM } from '../shapes.ts';
import {
  DM_POLICY,
  EVERY_CHANNEL,
  GROUP_TOOLS,
  HEARTBEAT_NOTICES,
  MARKDOWN,
  NATIVE_COMMANDS,
  REPLY_TO,
} from './shapes.ts';

const SLACK_ACCOUNT: ObjectShape = {
  '@rule': 'open-dm-nested',
  name: 'string',
  mode: 'one of: socket http',
  signingSecret: 'string',
  webhookPath: 'string',
  capabilities: ['string'],
  markdown: MARKDOWN,
  enabled: 'boolean',
  commands: NATIVE_COMMANDS,
  ...EVERY_CHANNEL,
  botToken: 'string',
  appToken: 'string',
  userToken: 'string',
  userTokenReadOnly: 'boolean',
  allowBots: 'boolean',
  requireMention: 'boolean',
  blockStreaming: 'boolean',
  streaming: 'boolean',
  mediaMaxMb: 'number >0',
  reactionNotifications: 'one of: off own all allowlist',
  reactionAllowlist: ALLOW_FROM,
  replyToMode: REPLY_TO,
  replyToModeByChatType: {
    direct: REPLY_TO,
    group: REPLY_TO,
    channel: REPLY_TO,
  },
  thread: { historyScope: 'one of: thread channel', inheritParent: 'boolean', initialHistoryLimit: 'integer 0..' },
  actions: {
    reactions: 'boolean',
    messages: 'boolean',
    pins: 'boolean',
    search: 'boolean',
    permissions: 'boolean',
    memberInfo: 'boolean',
    channelInfo: 'boolean',
    emojiList: 'boolean',
  },
  slashCommand: { enabled: 'boolean', name: 'string', sessionPrefix: 'string', ephemeral: 'boolean' },
  dmPolicy: DM_POLICY,
  allowFrom: ALLOW_FROM,
  dm: {
    enabled: 'boolean',
    policy: DM_POLICY,
    allowFrom: ALLOW_FROM,
    groupEnabled: 'boolean',
    groupChannels: ALLOW_FROM,
    replyToMode: REPLY_TO,
  },
  channels: {
    '*': {
      enabled: 'boolean',
      allow: 'boolean',
      ...GROUP_TOOLS,
      allowBots: 'boolean',
      users: ALLOW_FROM,
      skills: ['string'],
      systemPrompt: 'string',
    },
  },
  heartbeat: HEARTBEAT_NOTICES,
  ackReaction: 'string',
};

/** `channels.slack`. */
export const SLACK: ObjectShape = {
  ...SLACK_ACCOUNT,
  '@rule': 'open-dm-nested slack-signing-secret',
  accounts: { '*': SLACK_ACCOUNT },
};
