import { type CodeBatch, scanBatch } from '../src/code-safety/scan-batch.ts';
import type { FileReport } from '../src/code-safety/scan-file.ts';

export default (batch: CodeBatch): FileReport[] => scanBatch(batch);
