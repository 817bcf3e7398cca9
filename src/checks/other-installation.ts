import type { AuditContext, OtherInstallation } from '../audit/context.ts';
import { shellWord } from '../audit/shell-quote.ts';

/** "OPENCLAW_STATE_DIR=… OPENCLAW_CONFIG_PATH=…"; undefined when a path has no safe spelling. */
const assignments = ({ variables }: OtherInstallation): string | undefined => {
  const words = Object.entries(variables).map(([name, value]) => [name, shellWord(value)] as const);
  return words.some(([, word]) => word === undefined)
    ? undefined
    : words.map(([name, word]) => `${name}=${word}`).join(' ');
};

/** Root would leave files behind that the installation's own user cannot read. */
const actsForOwner = ({ uid }: AuditContext, { ownerUid }: OtherInstallation): boolean =>
  uid === 0 && ownerUid !== undefined && ownerUid !== 0;

const INSTALLATION_COMMAND = /\bopenclaw (?:config|devices|doctor|gateway|pairing)\b/;

/**
 * A shell line for the audited installation, where the auditor's shell has another one. What stands in the line is not touched: names in
 * it may be foreign, and are quoted as they are. Undefined when there is no safe way to say it.
 */
export const commandFor = (command: string, context: AuditContext): string | undefined => {
  const { other } = context;
  if (other === undefined || !INSTALLATION_COMMAND.test(command)) return command;
  const set = assignments(other);
  if (set === undefined) return undefined;
  // An assignment or a sudo in front holds for one command only.
  const isSeveral = command.includes(' && ');
  if (!actsForOwner(context, other)) return isSeveral ? `(export ${set}; ${command})` : `${set} ${command}`;
  const one = isSeveral ? shellWord(command) : command;
  return one && `sudo -u '#${other.ownerUid}' env ${set} ${isSeveral ? `sh -c ${one}` : one}`;
};

/** A remedy in words for the audited installation: as it is, and how its `openclaw` commands find that installation. */
export const remediationFor = (remediation: string, context: AuditContext): string => {
  const { other } = context;
  if (other === undefined || !INSTALLATION_COMMAND.test(remediation)) return remediation;
  const who = actsForOwner(context, other) ? ` as user ${other.ownerUid}, who owns it, and` : '';
  const set = assignments(other) ?? 'OPENCLAW_STATE_DIR and OPENCLAW_CONFIG_PATH set to its paths';
  return `${remediation} (This is not the installation of your shell: run openclaw${who} with ${set})`;
};
