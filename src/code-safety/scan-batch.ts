import { type FileReport, type FileTask, scanFile } from './scan-file.ts';

/** A piece of work for a thread: some files. Plain data. */
export type CodeBatch = readonly FileTask[];

/** One report for each file, in order. The thread must have PARSER_STACK_MB of stack. */
export const scanBatch = (batch: CodeBatch): FileReport[] => batch.map((task) => scanFile(task, true));
