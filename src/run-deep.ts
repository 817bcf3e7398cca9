import type { AuditContext } from './audit/context.ts';
import type { CoverageSection } from './audit/coverage.ts';
import type { Finding } from './audit/finding.ts';
import type { GatewayProbeResult } from './audit/report.ts';
import { liveGateway } from './checks/probe.ts';
import { runModule } from './checks/run-modules.ts';
import { auditCodeSafety } from './code-safety/audit-code-safety.ts';
import { probeGateway } from './probe/probe.ts';
import { auditTranscripts, type TranscriptProgress } from './transcripts/audit-transcripts.ts';

export type DeepOptions = {
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** For the whole conversation with the gateway; milliseconds. */
  readonly probeTimeoutMs?: number | undefined;
  /** Told now and then how many of all code files are scanned. */
  readonly onCode?: ((done: number, total: number) => void) | undefined;
  /** False: transcripts are searched anew, and nothing is remembered of them. Default: true. */
  readonly cache?: boolean | undefined;
  readonly onTranscripts?: ((progress: TranscriptProgress) => void) | undefined;
};

/** What `--deep` adds: each part with its findings, and what it could not look at. */
export type DeepResult = {
  readonly code: { readonly findings: readonly Finding[]; readonly coverage: CoverageSection };
  readonly transcripts: { readonly findings: readonly Finding[]; readonly coverage: CoverageSection };
  readonly live: { readonly findings: readonly Finding[]; readonly gateway: GatewayProbeResult };
};

type TellFindings = (findings: readonly Finding[]) => unknown;

const probe = async (context: AuditContext, options: DeepOptions, tell: TellFindings): Promise<DeepResult['live']> => {
  const answer = await probeGateway(context, {
    ...(options.probeTimeoutMs === undefined ? {} : { timeoutMs: options.probeTimeoutMs }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const findings = await runModule(liveGateway(answer), context);
  tell(findings);
  return { findings, gateway: answer.gateway };
};

/** The code that runs, then the secrets in transcripts: one after the other, each fills all cores by itself. */
const search = async (
  context: AuditContext,
  { threads, signal, cache, onCode, onTranscripts: progress }: DeepOptions,
  tell: TellFindings,
): Promise<Omit<DeepResult, 'live'>> => {
  const code = await auditCodeSafety(context, {
    ...(threads === undefined ? {} : { threads }),
    ...(signal === undefined ? {} : { signal }),
    ...(onCode === undefined ? {} : { onProgress: onCode }),
  });
  tell(code.findings);
  const transcripts = await auditTranscripts(context, { threads, signal, cache, progress });
  tell(transcripts.findings);
  return { code, transcripts };
};

/**
 * The live gateway, the code that runs, the secrets in transcripts. Talks to nobody but the gateway that the config names.
 * @param tell hears the findings of each part when it is done
 */
export const runDeep = async (
  context: AuditContext,
  options: DeepOptions,
  tell: TellFindings = () => undefined,
): Promise<DeepResult> => {
  const [live, searched] = await Promise.all([probe(context, options, tell), search(context, options, tell)]);
  return { ...searched, live };
};
