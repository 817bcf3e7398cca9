import type { CheckModule } from '../audit/check.ts';
import type { AuditContext } from '../audit/context.ts';
import { listAt } from '../context/config-reader.ts';
import { realPath } from '../platform/real-path.ts';
import {
  type BindDanger,
  bindDanger,
  bindSource,
  isDockerData,
  normalizeSource,
  ownPlaces,
  type ProtectedPlace,
  SYSTEM_PLACES,
} from '../policy/bind-mounts.ts';
import { sandboxSources } from '../policy/sandbox.ts';

/** One bind mount of a sandbox. */
export type BindFact = {
  readonly label: string;
  readonly key: string;
  readonly bind: string;
  /** The host side, as written. */
  readonly source: string;
  readonly isAbsolute: boolean;
  /** Where the host side leads when links are followed; differs from `source` only then. */
  readonly target: string;
  readonly danger: BindDanger | undefined;
};

/** The places as written and where they really are: a bind may name either. */
const protectedPlaces = ({ paths }: AuditContext): ProtectedPlace[] => {
  const own = ownPlaces(paths);
  return [...SYSTEM_PLACES, ...own, ...own.map((place) => ({ ...place, path: realPath(place.path) }))];
};

const bindFacts = (context: AuditContext): BindFact[] => {
  const places = protectedPlaces(context);
  const ignoreCase = context.platform === 'darwin' || context.platform === 'win32';
  return sandboxSources(context.config.value).flatMap(({ label, key, sandbox }) =>
    ['docker', 'browser'].flatMap((part) =>
      (listAt(sandbox, `${part}.binds`) ?? []).flatMap((bind, index) => {
        if (typeof bind !== 'string') return [];
        const source = bindSource(bind);
        const isAbsolute = source.startsWith('/');
        const normal = normalizeSource(source);
        const target = isAbsolute ? realPath(normal) : normal;
        const danger = isAbsolute
          ? (bindDanger(normal, places, ignoreCase) ?? bindDanger(target, places, ignoreCase))
          : undefined;
        return [
          {
            label: `${label}.${part}.binds`,
            key: `${key}.${part}.binds.${index}`,
            bind,
            source,
            isAbsolute,
            target,
            danger,
          },
        ];
      }),
    ),
  );
};

const via = ({ source, target }: BindFact): string =>
  normalizeSource(source) === target ? source : `${source} (a link to ${target})`;

const reach = ({ danger }: BindFact): string => {
  if (danger === undefined) return 'nothing';
  if (danger.relation === 'contains') return `a parent of ${danger.place.path}: ${danger.place.what}`;
  return danger.place.path === '/' ? danger.place.what : `${danger.place.what} (${danger.place.path})`;
};

const NARROW =
  'Mount only the directory that the agent works on, read-only where you can (":ro"), or copy the files into the workspace.';

/** What of the host a sandbox gets to see (spec: checks 4.9, differences D15). */
export const sandboxBinds: CheckModule<BindFact> = {
  name: 'sandbox-binds',
  facts: bindFacts,
  keep: 'first',
  checks: [
    {
      id: 'sandbox.bind_mount_non_absolute',
      severity: 'warn',
      title: 'A sandbox mount has no absolute path',
      detail: ({ label, bind, source }) =>
        `${label} contains "${bind}", whose host side "${source}" does not start with "/". What it mounts depends on the working directory, or it is a Docker volume that nobody sees.`,
      remediation: 'Write the absolute path of the directory on the host.',
      keys: ({ key }) => [key],
      when: ({ isAbsolute }) => !isAbsolute,
      docs: {
        summary: 'The host side of a bind mount does not start with /',
        why: 'It cannot be said what such a mount gives to the container.',
        triggers:
          'An entry of sandbox.docker.binds or sandbox.browser.binds, of the defaults or of an agent, whose text before the first colon does not start with /. OpenClaw itself refuses such a config.',
        mend: 'Write the absolute path of the directory on the host.',
        example: '{ agents: { defaults: { sandbox: { docker: { binds: ["./data:/data"] } } } } }',
      },
    },
    {
      id: 'sandbox.dangerous_bind_mount',
      severity: 'critical',
      title: 'A sandbox mount opens the host',
      detail: (fact) =>
        `${fact.label} contains "${fact.bind}". The container gets ${via(fact)}, which is ${reach(fact)}. What runs inside can read secrets there, and often break out.`,
      remediation: NARROW,
      keys: ({ key }) => [key],
      when: ({ danger }) => danger !== undefined,
      docs: {
        summary: 'A bind mount gives the sandbox system directories, credentials or whole home directories',
        why: 'A sandbox protects the host only from what it cannot reach. Read-only mounts still give away keys, and a socket of Docker is root on the host.',
        triggers:
          'The host side of an entry of sandbox.docker.binds or sandbox.browser.binds is / or one of /etc, /proc, /sys, /dev, /root, /boot, /run, /var/run (and their /private forms), a home directory, the OpenClaw state, credentials or config, a store of private keys such as ~/.ssh; or lies below one of these (not below a home, and not a workspace); or contains one. Links are followed. It does not matter whether the sandbox is switched on.',
        mend: NARROW,
        example: '{ agents: { defaults: { sandbox: { docker: { binds: ["/etc:/host-etc:ro"] } } } } }',
      },
    },
    {
      id: 'sandbox.docker_data_bind',
      severity: 'warn',
      title: 'A sandbox mount opens the data of the container engine',
      detail: (fact) =>
        `${fact.label} contains "${fact.bind}": images, volumes and the files of every other container on this host.`,
      remediation: NARROW,
      keys: ({ key }) => [key],
      when: ({ source, target }) => isDockerData(normalizeSource(source)) || isDockerData(target),
      docs: {
        summary: 'A bind mount gives the sandbox the data directory of Docker or containerd',
        why: 'Other containers keep their secrets there, and whoever can write there changes what they run.',
        triggers: 'The host side of a bind is /var/lib/docker, /var/lib/containerd, /var/lib/containers or lies below.',
        mend: NARROW,
        example: '{ agents: { defaults: { sandbox: { docker: { binds: ["/var/lib/docker:/d"] } } } } }',
      },
    },
  ],
};
