type SyncService = { readonly name: string; readonly isSegment: (segment: string) => boolean };

const named = (...names: readonly string[]): SyncService['isSegment'] => {
  const set = new Set(names);
  return (segment) => set.has(segment);
};

/** `OneDrive`, `OneDrive - Contoso`, `Dropbox (Personal)`, `GoogleDrive-me@example.com`: a name, or it and a label. */
const labelled = (...names: readonly string[]): SyncService['isSegment'] => {
  const starts = names.flatMap((name) => [`${name} -`, `${name}-`, `${name} (`]);
  return (segment) => names.includes(segment) || starts.some((start) => segment.startsWith(start));
};

/** iCloud's own folders; those of an app are called `iCloud~com~example~app`. */
const isICloudFolder = named('icloud', 'icloud drive', 'iclouddrive', 'com~apple~clouddocs', 'mobile documents');

/** Folder names, lower-case, in which sync programs keep what they copy to other machines. */
const SERVICES: readonly SyncService[] = [
  { name: 'iCloud Drive', isSegment: (segment) => isICloudFolder(segment) || segment.startsWith('icloud~') },
  { name: 'Dropbox', isSegment: labelled('dropbox', 'my dropbox') },
  { name: 'Google Drive', isSegment: labelled('google drive', 'googledrive') },
  { name: 'OneDrive', isSegment: labelled('onedrive') },
  { name: 'Nextcloud', isSegment: labelled('nextcloud') },
  { name: 'Syncthing', isSegment: named('syncthing') },
  { name: 'Box', isSegment: labelled('box sync', 'boxsync', 'box-box') },
  { name: 'pCloud', isSegment: named('pcloud', 'pcloud drive', 'pclouddrive', 'pcloud sync', 'pcloudsync') },
];

/** Plain words that mean a sync program only right below a home directory, where these programs put them. */
const IN_HOME: ReadonlyMap<string, string> = new Map([
  ['sync', 'Syncthing'],
  ['box', 'Box'],
]);

/**
 * The sync services in whose folder a path lies, told by whole path segments: `micloudy` is no iCloud.
 * @param path absolute, `/` or `\\` between segments
 * @param home absolute path of the home directory
 */
export const syncServicesOf = (path: string, home: string): string[] => {
  const lower = path.toLowerCase();
  const segments = lower.split(/[/\\]/);
  const [rest, first = ''] = lower.startsWith(home.toLowerCase()) ? lower.slice(home.length).split(/[/\\]/) : [];
  const inHome = rest === '' ? IN_HOME.get(first) : undefined;
  return [
    ...SERVICES.filter(({ isSegment }) => segments.some(isSegment)).map(({ name }) => name),
    ...(inHome === undefined ? [] : [inHome]),
  ];
};
