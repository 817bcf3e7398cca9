import { discord, replay, slack, store } from './table.ts';

const GUILDS = { guilds: { '1': {} } };
const AG_OFF = { commands: { useAccessGroups: false } };
const SLASH = { slashCommand: { enabled: true } };

const UNRESTRICTED = 'discord.commands.native.unrestricted:critical';
const NO_LIST = 'discord.commands.native.no_allowlists:warn';
const SLACK_OFF = 'slack.commands.slash.useAccessGroups_off:critical';
const SLACK_NO_LIST = 'slack.commands.slash.no_allowlists:warn';

replay([
  // Discord
  ['discord: a server and no list', discord(GUILDS), [NO_LIST]],
  ['discord: no server listed', discord(), []],
  ['discord: an owner in dm.allowFrom', discord({ ...GUILDS, dm: { allowFrom: ['5'] } }), []],
  ['D10: discord: an owner in allowFrom', discord({ ...GUILDS, allowFrom: ['5'] }), []],
  ['discord: an approved owner', { ...discord(GUILDS), files: [store('discord', ['5'])] }, []],
  ['discord: users of a server', discord({ guilds: { '1': { users: ['5'] } } }), []],
  ['discord: users of a server’s channel', discord({ guilds: { '1': { channels: { c: { users: ['5'] } } } } }), []],
  ['discord: roles are no users', discord({ guilds: { '1': { roles: ['5'] } } }), [NO_LIST]],
  ['discord: commands and skills off', discord({ ...GUILDS, commands: { native: false, nativeSkills: false } }), []],
  ['discord: skills still on', discord({ ...GUILDS, commands: { native: false } }), [NO_LIST]],
  ['discord: off globally', discord(GUILDS, { commands: { native: false, nativeSkills: false } }), []],
  ['discord: groups disabled', discord({ ...GUILDS, groupPolicy: 'disabled' }), []],
  ['discord: access groups off', discord(GUILDS, AG_OFF), [UNRESTRICTED]],
  ['discord: access groups off, owner named', discord({ ...GUILDS, allowFrom: ['5'] }, AG_OFF), [UNRESTRICTED]],
  ['discord: access groups off, users named', discord({ guilds: { '1': { users: ['5'] } } }, AG_OFF), []],

  // Slack
  ['slack: no slash commands', slack(), []],
  ['slack: slash command, no list', slack(SLASH), [SLACK_NO_LIST]],
  ['slack: native commands, no list', slack({ commands: { native: true } }), [SLACK_NO_LIST]],
  ['slack: native globally, no list', slack({}, { commands: { native: true } }), [SLACK_NO_LIST]],
  ['slack: auto is off', slack({ commands: { native: 'auto' } }, { commands: { native: true } }), []],
  ['slack: an owner in allowFrom', slack({ ...SLASH, allowFrom: ['U1'] }), []],
  ['slack: an owner in dm.allowFrom', slack({ ...SLASH, dm: { allowFrom: ['U1'] } }), []],
  ['slack: users of a channel', slack({ ...SLASH, channels: { C1: { users: ['U1'] } } }), []],
  ['slack: an approved owner', { ...slack(SLASH), files: [store('slack', ['U1'])] }, []],
  ['slack: access groups off', slack({ ...SLASH, allowFrom: ['U1'] }, AG_OFF), [SLACK_OFF]],
  ['slack: access groups off, no slash commands', slack({}, AG_OFF), []],
]);
