#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) await import('./old-node.js');
else {
  const [{ execute }, { commandFirst, pluginsFor }] = await Promise.all([
    import('@oclif/core'),
    import('../dist/src/commands-first.js'),
  ]);
  const args = commandFirst(process.argv.slice(2));
  await execute({ dir: import.meta.url, args, loadOptions: { pluginAdditions: { core: pluginsFor(args) } } });
}
