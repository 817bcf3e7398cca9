import type { Report } from '../audit/report.ts';
import { countOf, formatBytes, formatSeconds } from '../audit/units.ts';

/** The scan in one line: "412,340 files in 1,204 directories (3.2 GiB) in 1.94 s with 2 threads". */
export const scanText = ({ scan }: Report): string =>
  `${countOf(scan.files, 'file')} in ${countOf(scan.directories, 'directory', 'directories')} (${formatBytes(scan.bytes)}) ` +
  `in ${formatSeconds(scan.seconds)} with ${countOf(scan.threads, 'thread')}`;
