/** Commands a node may run without further ado on at least one platform (spec: checks 4.10). */
const ALLOWED_BY_DEFAULT = [
  'canvas.present',
  'canvas.hide',
  'canvas.navigate',
  'canvas.eval',
  'canvas.snapshot',
  'canvas.a2ui.push',
  'canvas.a2ui.pushJSONL',
  'canvas.a2ui.reset',
  'camera.list',
  'location.get',
  'device.info',
  'device.status',
  'contacts.search',
  'calendar.events',
  'reminders.list',
  'photos.latest',
  'motion.activity',
  'motion.pedometer',
  'system.notify',
  'system.run',
  'system.which',
  'browser.proxy',
];

/** Commands that are off until allowed. OpenClaw's own onboarding denies most of them by name, so they are known. */
const OFF_BY_DEFAULT = [
  'camera.snap',
  'camera.clip',
  'screen.record',
  'contacts.add',
  'calendar.add',
  'reminders.add',
  'sms.send',
];

const KNOWN: ReadonlySet<string> = new Set([...ALLOWED_BY_DEFAULT, ...OFF_BY_DEFAULT]);

/** Something that means a pattern elsewhere: glob, regular expression, list, tool group. */
const PATTERN = /[?*[\]{}(),|\s]|^\/|\/$|^\^|\$$|group:/;

/** Deny entries that deny nothing, since names are compared exactly. */
export type IneffectiveDenials = {
  /** Entries written as a pattern. */
  readonly patterns: readonly string[];
  /** Entries that are no command's name. */
  readonly unknown: readonly string[];
};

/**
 * Sorts out the entries of `gateway.nodes.denyCommands` that deny nothing.
 * @param deny trimmed, non-blank entries
 * @param allow trimmed entries of `gateway.nodes.allowCommands`, whose names are known by that
 */
export const ineffectiveDenials = (deny: readonly string[], allow: readonly string[]): IneffectiveDenials => {
  const allowed = new Set(allow);
  const patterns = deny.filter((name) => PATTERN.test(name));
  const unknown = deny.filter((name) => !PATTERN.test(name) && !KNOWN.has(name) && !allowed.has(name));
  return { patterns, unknown };
};
