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

const probe = async (context: AuditContext, options: DeepOptions): Promise<DeepResult['live']> => {
  const answer = await probeGateway(context, {
    ...(options.probeTimeoutMs === undefined ? {} : { timeoutMs: options.probeTimeoutMs }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  return { findings: await runModule(liveGateway(answer), context), gateway: answer.gateway };
};

/** The live gateway, the code that runs, the secrets in transcripts. Talks to nobody but the gateway that the config names. */
export const runDeep = async (context: AuditContext, options: DeepOptions): Promise<DeepResult> => {
  const { threads, signal, cache, onCode, onTranscripts: progress } = options;
  const gateway = probe(context, options);
  // One after the other: each fills all cores by itself.
  const code = await auditCodeSafety(context, {
    ...(threads === undefined ? {} : { threads }),
    ...(signal === undefined ? {} : { signal }),
    ...(onCode === undefined ? {} : { onProgress: onCode }),
  });
  const transcripts = await auditTranscripts(context, { threads, signal, cache, progress });
  return { code, transcripts, live: await gateway };
};
