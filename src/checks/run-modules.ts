import type { AuditContext } from '../audit/context.ts';
import type { Finding } from '../audit/finding.ts';
import { type AnyCheckModule, judge } from './judge.ts';

/** A check that throws is our bug: it becomes a finding, and never takes the others down. */
export const CHECK_FAILED_ID = 'audit.check_failed';

/** "gateway-auth.ts:34": where our code threw. The message stays out of it: it may quote a config value. */
const frameOf = (error: unknown): string =>
  error instanceof Error
    ? (/([\w-]+\.[jt]s:\d+):\d+\)?$/m.exec(error.stack ?? '')?.[1] ?? 'unknown place')
    : 'unknown place';

const checkFailed = (module: string, error: unknown): Finding => ({
  checkId: CHECK_FAILED_ID,
  severity: 'warn',
  title: 'A group of checks could not be finished',
  detail: `The checks "${module}" stopped with an error of this tool (${error instanceof Error ? error.name : 'unknown'} at ${frameOf(error)}). What they look at was not judged.`,
  remediation:
    'Please report it, with the version of this tool and the part of your config that the checks are about. Leave secrets out.',
});

/** The findings of one module; never throws. */
export const runModule = async (module: AnyCheckModule, context: AuditContext): Promise<Finding[]> => {
  try {
    return await judge(module, context);
  } catch (error) {
    return [checkFailed(module.name, error)];
  }
};

/** The findings of several modules, in their order. */
export const runModules = async (modules: readonly AnyCheckModule[], context: AuditContext): Promise<Finding[]> =>
  (await Promise.all(modules.map((module) => runModule(module, context)))).flat();
