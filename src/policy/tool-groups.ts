const SESSIONS = [
  'sessions_list',
  'sessions_history',
  'sessions_send',
  'sessions_spawn',
  'subagents',
  'session_status',
];

/** Short names for several tools (spec: config-and-resolution 3.6). `group:plugins` is dynamic and stays a name. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'group:memory': ['memory_search', 'memory_get'],
  'group:web': ['web_search', 'web_fetch'],
  'group:fs': ['read', 'write', 'edit', 'apply_patch'],
  'group:runtime': ['exec', 'process'],
  'group:sessions': SESSIONS,
  'group:ui': ['browser', 'canvas'],
  'group:automation': ['cron', 'gateway'],
  'group:messaging': ['message'],
  'group:nodes': ['nodes'],
  'group:openclaw': [
    'browser',
    'canvas',
    'nodes',
    'cron',
    'message',
    'gateway',
    'agents_list',
    ...SESSIONS,
    'memory_search',
    'memory_get',
    'web_search',
    'web_fetch',
    'image',
  ],
};

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['bash', 'exec'],
  ['apply-patch', 'apply_patch'],
]);

/** Tool and group names are trimmed and lower-case; two have an older spelling. */
export const normalizeToolName = (name: string): string => {
  const plain = name.trim().toLowerCase();
  return ALIASES.get(plain) ?? plain;
};

/** Normalized names with every known group replaced by its members. Blank names are dropped, unknown groups stay. */
export const expandGroups = (names: readonly string[]): string[] =>
  names
    .map(normalizeToolName)
    .filter(Boolean)
    .flatMap((name) => (Object.hasOwn(GROUPS, name) ? (GROUPS[name] ?? []) : [name]));
