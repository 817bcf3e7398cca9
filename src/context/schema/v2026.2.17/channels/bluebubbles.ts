import type { ObjectShape } from '../../shape.ts';
import { DM_ACCESS, EVERY_CHANNEL, HEARTBEAT_NOTICES, MARKDOWN, MENTION_GROUPS } from './shapes.ts';

const BLUEBUBBLES_ACCOUNT: ObjectShape = {
  '@rule': 'open-dm',
  name: 'string',
  enabled: 'boolean',
  markdown: MARKDOWN,
  serverUrl: 'string',
  password: 'string',
  webhookPath: 'string',
  ...DM_ACCESS,
  ...EVERY_CHANNEL,
  mediaMaxMb: 'integer 1..',
  mediaLocalRoots: ['string'],
  sendReadReceipts: 'boolean',
  blockStreaming: 'boolean',
  groups: MENTION_GROUPS,
  heartbeat: HEARTBEAT_NOTICES,
  capabilities: ['string'],
};

/** `channels.bluebubbles`. */
export const BLUEBUBBLES: ObjectShape = {
  ...BLUEBUBBLES_ACCOUNT,
  actions: {
    reactions: 'boolean',
    edit: 'boolean',
    unsend: 'boolean',
    reply: 'boolean',
    sendWithEffect: 'boolean',
    renameGroup: 'boolean',
    setGroupIcon: 'boolean',
    addParticipant: 'boolean',
    removeParticipant: 'boolean',
    leaveGroup: 'boolean',
    sendAttachment: 'boolean',
  },
  accounts: { '*': BLUEBUBBLES_ACCOUNT },
};
