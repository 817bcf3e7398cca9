import type { PlaceKind } from '../../scan/named-places.ts';

/** What a place is called, and what others could do with it: both parts complete "others can …". */
type PlaceText = { readonly name: string; readonly written: string; readonly read: string };

export const PLACE_TEXTS: Readonly<Record<PlaceKind, PlaceText>> = {
  state_dir: {
    name: 'The state directory',
    written: 'add, replace or remove anything in it: config, credentials and sessions',
    read: 'list what is in it, and read every file in it that is not closed itself',
  },
  config: {
    name: 'The config file',
    written: 'change who may talk to the agent, which tools it has and what it runs',
    read: 'read the tokens and keys in it',
  },
  config_include: {
    name: 'An included config file',
    written: 'change the config through it',
    read: 'read the tokens and keys in it',
  },
  credentials_dir: {
    name: 'The credentials directory',
    written: 'replace channel logins or approve themselves as senders',
    read: 'list the channel logins, and read those that are not closed themselves',
  },
  auth_profiles: {
    name: "An agent's auth profiles",
    written: 'put their own model credentials in place of yours',
    read: 'use your API keys and OAuth tokens',
  },
  sessions_store: {
    name: 'A session store',
    written: 'point conversations at other transcripts',
    read: 'see who talks to the agent, and where the transcripts are',
  },
  log_file: {
    name: 'The log file',
    written: 'remove the traces of what they did',
    read: 'read prompts, names and sometimes keys',
  },
};
