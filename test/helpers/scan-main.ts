// A process of its own for scans as another user: prints the summary as JSON.
import { scanTree } from './scan-tree.ts';

const root = process.argv[2] as string;
process.stdout.write(JSON.stringify(await scanTree(root, Number(process.argv[3] ?? 2))));
