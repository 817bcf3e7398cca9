import path from 'node:path';

/** A file to look into. */
export type FileRef = {
  readonly directory: string;
  readonly name: string;
  /** The agent it belongs to; undefined for a log. */
  readonly agent: string | undefined;
};

/** Files as they are sent to a thread: by directory, names in one string. Copying 256 objects costs more than a search of them. */
export type PackedFiles = readonly {
  readonly directory: string;
  readonly agent: string | undefined;
  readonly names: string;
}[];

/** In no file name, on any system. */
const BETWEEN = '/';

/** The path of a file: absolute where its directory is. */
export const pathOf = ({ directory, name }: FileRef): string => directory + path.sep + name;

/** True where every line should be a JSON object. */
export const isJsonLines = ({ name }: FileRef): boolean => /\.jsonl(?:$|\.)/.test(name);

/** Files in their order, packed to be sent; those of one directory should follow each other. */
export const packFiles = (files: readonly FileRef[]): PackedFiles => {
  const groups: { directory: string; agent: string | undefined; names: string[] }[] = [];
  for (const { directory, agent, name } of files) {
    const group = groups.at(-1);
    if (group?.directory === directory && group.agent === agent) group.names.push(name);
    else groups.push({ directory, agent, names: [name] });
  }
  return groups.map((group) => ({ ...group, names: group.names.join(BETWEEN) }));
};

/** The packed files in their order. */
export const unpackFiles = (packed: PackedFiles): FileRef[] =>
  packed.flatMap(({ directory, agent, names }) => names.split(BETWEEN).map((name) => ({ directory, name, agent })));
