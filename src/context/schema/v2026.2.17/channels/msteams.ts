import type { ObjectShape } from '../../shape.ts';
import { DM_POLICY, EVERY_CHANNEL, GROUP_TOOLS, HEARTBEAT_NOTICES, MARKDOWN } from './shapes.ts';

/** `channels.msteams`. */
export const MSTEAMS: ObjectShape = {
  '@rule': 'open-dm',
  enabled: 'boolean',
  capabilities: ['string'],
  markdown: MARKDOWN,
  ...EVERY_CHANNEL,
  appId: 'string',
  appPassword: 'string',
  tenantId: 'string',
  webhook: { port: 'integer 1..', path: 'string' },
  dmPolicy: DM_POLICY,
  allowFrom: ['string'],
  groupAllowFrom: ['string'],
  mediaAllowHosts: ['string'],
  mediaAuthAllowHosts: ['string'],
  requireMention: 'boolean',
  replyStyle: 'one of: thread top-level',
  teams: {
    '*': {
      ...GROUP_TOOLS,
      replyStyle: 'one of: thread top-level',
      channels: {
        '*': {
          ...GROUP_TOOLS,
          replyStyle: 'one of: thread top-level',
        },
      },
    },
  },
  mediaMaxMb: 'number >0',
  sharePointSiteId: 'string',
  heartbeat: HEARTBEAT_NOTICES,
};
