import type { Place } from '../audit/finding.ts';
import type { CountedFact, SecretFact, TranscriptFact } from '../checks/transcripts.ts';
import type { StoreMatches } from './match-stores.ts';
import { OTHERS } from './scan-descriptor.ts';
import type { KindTotal, Sampled, Sighting, Summary } from './summary.ts';

const SHOWN = 5;
const SHOWN_HEX = 8;
const OWN = 'own/';

/** A database has no lines. */
const placeOf = ({ path, line }: Sighting): Place =>
  /\.sqlite(?:-wal)?$/.test(path) ? { file: path } : { file: path, line };

const secretFact = (name: string, total: KindTotal): SecretFact => {
  const isOwn = name.startsWith(OWN);
  const separator = name.indexOf(': ');
  const known = [...total.secrets.keys()].filter((fingerprint) => fingerprint !== OTHERS).sort();
  const agents = [...total.agents].sort();
  return {
    about: 'secret',
    kind: isOwn ? name.slice(separator + 2) : name,
    ownIn: isOwn ? name.slice(OWN.length, separator) : undefined,
    lines: total.lines,
    files: total.files,
    secrets: known.length,
    andMore: total.secrets.has(OTHERS),
    agents: agents.slice(0, SHOWN),
    agentCount: agents.length,
    newest: placeOf(total.newest),
    fingerprints: known.slice(0, SHOWN).map((fingerprint) => fingerprint.slice(0, SHOWN_HEX)),
  };
};

const countedFact = (about: CountedFact['about'], { count, samples }: Sampled, lines = 0, cutOff = 0): CountedFact => ({
  about,
  count,
  lines,
  cutOff,
  samples,
});

/** What a finished search found, as facts to be judged: own secrets first, then kinds by name. */
export const transcriptFacts = (summary: Summary, stores: StoreMatches): TranscriptFact[] => {
  const names = [...summary.kinds.keys()].sort(
    (a, b) => Number(b.startsWith(OWN)) - Number(a.startsWith(OWN)) || (a < b ? -1 : 1),
  );
  const { malformed, cutOff } = summary;
  const damaged: Sampled = {
    count: malformed.count + cutOff.count,
    samples: [...new Set([...malformed.samples, ...cutOff.samples])].sort().slice(0, SHOWN),
  };
  return [
    ...names.map((name) => secretFact(name, summary.kinds.get(name) as KindTotal)),
    countedFact('orphans', stores.orphans),
    countedFact('missing', stores.missing),
    countedFact('malformed', damaged, summary.malformedLines, cutOff.count),
  ];
};
