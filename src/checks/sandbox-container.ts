import type { Check, CheckModule } from '../audit/check.ts';
import type { JsonObject } from '../audit/context.ts';
import { booleanAt, filledTextAt, listAt, numberAt, objectAt } from '../context/config-reader.ts';
import { sandboxSources } from '../policy/sandbox.ts';

/** The container settings of one sandbox. */
export type ContainerFact = {
  readonly label: string;
  readonly key: string;
  readonly docker: JsonObject;
  readonly browser: JsonObject;
};

const word = (place: JsonObject, key: string): string => filledTextAt(place, key)?.toLowerCase() ?? '';

/** A row on one setting of the `docker` block. */
const dockerRow = (
  row: Omit<Check<ContainerFact>, 'keys' | 'detail'> & { readonly setting: string; readonly what: string },
): Check<ContainerFact> => {
  const { setting, what, ...check } = row;
  return {
    ...check,
    detail: ({ label }) => `${label}.docker.${setting}: ${what}`,
    keys: ({ key }) => [`${key}.docker.${setting}`],
  };
};

const isRoot = ({ docker }: ContainerFact): boolean =>
  /^(?:root|0)(?::|$)/.test(word(docker, 'user')) || numberAt(docker, 'user') === 0;

/** How far a sandbox container is shut off from the host (spec: checks 4.9). */
export const sandboxContainer: CheckModule<ContainerFact> = {
  name: 'sandbox-container',
  facts: ({ config }) =>
    sandboxSources(config.value).map(({ label, key, sandbox }) => ({
      label,
      key,
      docker: objectAt(sandbox, 'docker'),
      browser: objectAt(sandbox, 'browser'),
    })),
  keep: 'every',
  checks: [
    dockerRow({
      id: 'sandbox.dangerous_network_mode',
      severity: 'critical',
      title: "The sandbox uses the host's network",
      setting: 'network',
      what: 'with "host" the container reaches every service that listens on this machine only, the gateway included.',
      remediation: 'Set network to "none", or to a bridge network of its own.',
      when: ({ docker }) => word(docker, 'network') === 'host',
      docs: {
        summary: 'The network of a sandbox container is host',
        why: 'Services on loopback trust their callers. A container in the network of the host is one of these callers.',
        triggers:
          'sandbox.docker.network of the defaults or of an agent is host, in any case. OpenClaw itself refuses such a config.',
        mend: 'Set network to none, or to a bridge network of its own.',
        example: '{ agents: { defaults: { sandbox: { docker: { network: "host" } } } } }',
      },
    }),
    dockerRow({
      id: 'sandbox.dangerous_seccomp_profile',
      severity: 'critical',
      title: 'The sandbox may make any system call',
      setting: 'seccompProfile',
      what: '"unconfined" lifts the filter that keeps a container from most of the kernel.',
      remediation: 'Remove seccompProfile, so that the default profile applies.',
      when: ({ docker }) => word(docker, 'seccompProfile') === 'unconfined',
      docs: {
        summary: 'The seccomp profile of a sandbox container is unconfined',
        why: 'Most ways out of a container begin with a system call that the default profile forbids.',
        triggers:
          'sandbox.docker.seccompProfile of the defaults or of an agent is unconfined, in any case. OpenClaw itself refuses such a config.',
        mend: 'Remove seccompProfile, so that the default profile applies.',
        example: '{ agents: { defaults: { sandbox: { docker: { seccompProfile: "unconfined" } } } } }',
      },
    }),
    dockerRow({
      id: 'sandbox.dangerous_apparmor_profile',
      severity: 'critical',
      title: 'The sandbox runs without AppArmor',
      setting: 'apparmorProfile',
      what: '"unconfined" lifts the profile that keeps a container from mounts and from the files of the kernel.',
      remediation: 'Remove apparmorProfile, so that the default profile applies.',
      when: ({ docker }) => word(docker, 'apparmorProfile') === 'unconfined',
      docs: {
        summary: 'The AppArmor profile of a sandbox container is unconfined',
        why: 'AppArmor stops a container that has tricked the other limits.',
        triggers:
          'sandbox.docker.apparmorProfile of the defaults or of an agent is unconfined, in any case. OpenClaw itself refuses such a config.',
        mend: 'Remove apparmorProfile, so that the default profile applies.',
        example: '{ agents: { defaults: { sandbox: { docker: { apparmorProfile: "unconfined" } } } } }',
      },
    }),
    dockerRow({
      id: 'sandbox.container_network',
      severity: 'warn',
      title: 'The sandbox shares the network of another container',
      setting: 'network',
      what: 'with "container:…" it reaches everything that the other container reaches, and what listens on its loopback.',
      remediation: 'Set network to "none", or to a bridge network of its own.',
      when: ({ docker }) => word(docker, 'network').startsWith('container:'),
      docs: {
        summary: 'The network of a sandbox container is that of another container',
        why: 'The other container may sit next to databases and internal services that an agent has no business with.',
        triggers: 'sandbox.docker.network of the defaults or of an agent starts with container:.',
        mend: 'Set network to none, or to a bridge network of its own.',
        example: '{ agents: { defaults: { sandbox: { docker: { network: "container:web" } } } } }',
      },
    }),
    dockerRow({
      id: 'sandbox.read_write_root',
      severity: 'info',
      title: 'The sandbox can change its own system',
      setting: 'readOnlyRoot',
      what: 'false makes the root file system of the container writable, so that what one session plants stays for the next.',
      remediation: 'Remove readOnlyRoot; the default is true.',
      when: ({ docker }) => booleanAt(docker, 'readOnlyRoot') === false,
      docs: {
        summary: 'The root file system of a sandbox container is writable',
        why: 'A changed program in the container is run by every later session that shares it.',
        triggers: 'sandbox.docker.readOnlyRoot of the defaults or of an agent is false.',
        mend: 'Remove readOnlyRoot; the default is true.',
        example: '{ agents: { defaults: { sandbox: { docker: { readOnlyRoot: false } } } } }',
      },
    }),
    dockerRow({
      id: 'sandbox.capabilities_kept',
      severity: 'warn',
      title: 'The sandbox keeps root capabilities',
      setting: 'capDrop',
      what: 'an empty list leaves the container the capabilities that Docker grants, which the default ("ALL") takes away.',
      remediation: 'Remove capDrop; the default drops all capabilities.',
      when: ({ docker }) => listAt(docker, 'capDrop')?.length === 0,
      docs: {
        summary: 'No capabilities are dropped for a sandbox container',
        why: 'Capabilities are pieces of root. A program that breaks out takes them along.',
        triggers: 'sandbox.docker.capDrop of the defaults or of an agent is an empty list.',
        mend: 'Remove capDrop; the default drops all capabilities.',
        example: '{ agents: { defaults: { sandbox: { docker: { capDrop: [] } } } } }',
      },
    }),
    dockerRow({
      id: 'sandbox.root_user',
      severity: 'info',
      title: 'The sandbox runs as root',
      setting: 'user',
      what: 'root inside the container is root on the host as soon as anything else gives way, and owns the files in mounts.',
      remediation: 'Set user to an ordinary user, such as "1000:1000".',
      when: isRoot,
      docs: {
        summary: 'The user of a sandbox container is root',
        why: 'Without user namespaces, root in the container and root on the host are the same user.',
        triggers: 'sandbox.docker.user of the defaults or of an agent is root or 0, with or without a group.',
        mend: 'Set user to an ordinary user, such as 1000:1000.',
        example: '{ agents: { defaults: { sandbox: { docker: { user: "root" } } } } }',
      },
    }),
    {
      id: 'sandbox.browser_host_control',
      severity: 'warn',
      title: "Sandboxed agents may use the host's browser",
      detail: ({ label }) =>
        `${label}.browser.allowHostControl is true: an agent in the sandbox can drive the browser outside it, with your logins.`,
      remediation: 'Remove allowHostControl; sandboxed agents have a browser of their own.',
      keys: ({ key }) => [`${key}.browser.allowHostControl`],
      when: ({ browser }) => booleanAt(browser, 'allowHostControl') === true,
      docs: {
        summary: 'Sandboxed agents may control the browser of the host',
        why: 'The browser of the host is logged in as you, and leads out of the sandbox.',
        triggers: 'sandbox.browser.allowHostControl of the defaults or of an agent is true.',
        mend: 'Remove allowHostControl; sandboxed agents have a browser of their own.',
        example: '{ agents: { defaults: { sandbox: { browser: { allowHostControl: true } } } } }',
      },
    },
  ],
};
