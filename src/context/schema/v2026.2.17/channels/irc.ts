import type { ObjectShape } from '../../shape.ts';
import { ALLOW_FROM } from '../shapes.ts';
import { DM_ACCESS, EVERY_CHANNEL, GROUP_TOOLS, HEARTBEAT_NOTICES, MARKDOWN } from './shapes.ts';

const IRC_ACCOUNT: ObjectShape = {
  '@rule': 'open-dm',
  name: 'string',
  enabled: 'boolean',
  host: 'string',
  port: 'integer 1..65535',
  tls: 'boolean',
  nick: 'string',
  username: 'string',
  realname: 'string',
  password: 'string',
  passwordFile: 'string',
  nickserv: {
    '@rule': 'nickserv-email',
    enabled: 'boolean',
    service: 'string',
    password: 'string',
    passwordFile: 'string',
    register: 'boolean',
    registerEmail: 'string',
  },
  ...DM_ACCESS,
  ...EVERY_CHANNEL,
  groups: {
    '*': {
      ...GROUP_TOOLS,
      skills: ['string'],
      enabled: 'boolean',
      allowFrom: ALLOW_FROM,
      systemPrompt: 'string',
    },
  },
  channels: ['string'],
  mentionPatterns: ['string'],
  markdown: MARKDOWN,
  blockStreaming: 'boolean',
  mediaMaxMb: 'number >0',
  heartbeat: HEARTBEAT_NOTICES,
  capabilities: ['string'],
};

/** `channels.irc`. */
export const IRC: ObjectShape = { ...IRC_ACCOUNT, accounts: { '*': IRC_ACCOUNT } };
