#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) await import('./old-node.js');
else {
  const { main } = await import('../dist/src/main.js');
  // Not awaited: oclif waits for its output for ever when the reader goes away, and Node would complain of that.
  main(process.argv.slice(2), import.meta.url);
}
