/**
 * What the scan notices about an entry besides its kind and mode. Keys of `ScanSummary.observations`; plain text, because
 * summaries are JSON.
 */
export const OBSERVATIONS = {
  /** Others can write, and can get there. */
  writable: (kind: string) => `writable:${kind}`,
  writableClosed: (kind: string) => `writable-closed:${kind}`,
  readable: (kind: string) => `readable:${kind}`,
  readableClosed: (kind: string) => `readable-closed:${kind}`,
  /** Of those: in a place that a fix leaves alone. */
  writableOutside: (kind: string) => `writable-outside:${kind}`,
  readableOutside: (kind: string) => `readable-outside:${kind}`,
  foreignOwner: (uid: number) => `owner:${uid}`,
  setuid: 'setuid',
  hardLink: 'hard-link',
  linkOut: 'link-out',
  linkDangling: 'link-dangling',
  unlistedAgent: 'unlisted-agent',
  mountPoint: 'mount-point',
} as const;
