import type { ObjectShape } from '../shape.ts';
import { BLUEBUBBLES } from './channels/bluebubbles.ts';
import { DISCORD } from './channels/discord.ts';
import { GOOGLECHAT } from './channels/googlechat.ts';
import { IMESSAGE } from './channels/imessage.ts';
import { IRC } from './channels/irc.ts';
import { MSTEAMS } from './channels/msteams.ts';
import { GROUP_POLICY, HEARTBEAT_NOTICES } from './channels/shapes.ts';
import { SIGNAL } from './channels/signal.ts';
import { SLACK } from './channels/slack.ts';
import { TELEGRAM } from './channels/telegram.ts';
import { WHATSAPP } from './channels/whatsapp.ts';

/** The `channels` section: what OpenClaw itself checks. A channel that only a plugin knows is the plugin’s to check. */
export const CHANNELS: ObjectShape = {
  '@rule': 'channel-ids',
  defaults: { groupPolicy: GROUP_POLICY, heartbeat: HEARTBEAT_NOTICES },
  telegram: TELEGRAM,
  whatsapp: WHATSAPP,
  discord: DISCORD,
  irc: IRC,
  googlechat: GOOGLECHAT,
  slack: SLACK,
  signal: SIGNAL,
  imessage: IMESSAGE,
  msteams: MSTEAMS,
  bluebubbles: BLUEBUBBLES,
  '*': 'any',
};
