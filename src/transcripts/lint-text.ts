import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import type { SecretLintCoreConfig } from '@secretlint/types';
import { pemBody } from './pem-body.ts';
import type { SecretMatch } from './secret-match.ts';

// Secretlint 13 keeps about 11 KB per call while its profiler is on (secretlint/secretlint#1633).
secretLintProfiler.setEnabled(false);

const RULE_PREFIX = '@secretlint/secretlint-rule-';

const config: SecretLintCoreConfig = {
  rules: [
    {
      id: `${RULE_PREFIX}preset-recommend`,
      rule: creator,
      options: {},
      // A comment in a transcript must not be able to switch the search off.
      rules: [{ id: `${RULE_PREFIX}filter-comments`, disabled: true }],
    },
  ],
};

/** The names under which the preset's messages carry what they found; a range may be off where a rule captures a group. */
const SECRET_FIELDS = ['KEY', 'TOKEN', 'ID', 'CREDENTIAL', 'URI', 'URL'] as const;

/** The part of a match that has to be rotated: without it one secret in two sentences would look like two. */
const secretPart = (detector: string, found: string): string => {
  if (detector === 'privatekey') return pemBody(found);
  if (detector === 'basicauth' || detector === 'database-connection-string') {
    return /^[^:]+:\/\/(?<userinfo>[^@]+@[^/?\s:"'\\]+)/.exec(found)?.groups?.userinfo ?? found;
  }
  return found;
};

/** All that secretlint's recommended preset finds in a text. */
export const lintText = async (text: string): Promise<SecretMatch[]> => {
  const { messages } = await lintSource({
    source: { filePath: 'transcript', content: text, ext: '', contentType: 'text' },
    options: { config, noPhysicFilePath: true },
  });
  return messages.flatMap((message) => {
    if (message.type !== 'message') return [];
    const data = message.data as Readonly<Record<string, unknown>> | undefined;
    const field = SECRET_FIELDS.find((name) => typeof data?.[name] === 'string');
    const found = field === undefined ? text.slice(...message.range) : (data?.[field] as string);
    const detector = message.ruleId.slice(RULE_PREFIX.length);
    return [{ rule: `secretlint/${detector}`, secret: secretPart(detector, found) }];
  });
};
