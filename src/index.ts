export type { AuditContext } from './audit/context.ts';
export type { CoverageSection, SkipReason } from './audit/coverage.ts';
export type { Exposure, Finding, Place } from './audit/finding.ts';
export type { Report } from './audit/report.ts';
export type { Severity } from './audit/severity.ts';
export { type ContextOptions, createContext } from './context/create-context.ts';
export { UsageError } from './context/paths.ts';
export { type AuditOptions, runAudit } from './run-audit.ts';
export { auditTranscripts } from './transcripts/audit-transcripts.ts';
