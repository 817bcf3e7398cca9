import type { CheckModule } from '../audit/check.ts';
import { booleanAt } from '../context/config-reader.ts';

const ENDPOINTS = [
  { key: 'gateway.http.endpoints.chatCompletions.enabled', path: '/v1/chat/completions' },
  { key: 'gateway.http.endpoints.responses.enabled', path: '/v1/responses' },
] as const;

type Endpoint = (typeof ENDPOINTS)[number];

/** HTTP endpoints whose callers choose the session (spec: checks 4.8). */
export const http: CheckModule<{ readonly enabled: readonly Endpoint[] }> = {
  name: 'http',
  facts: ({ config }) => [{ enabled: ENDPOINTS.filter(({ key }) => booleanAt(config.value, key) === true) }],
  keep: 'every',
  checks: [
    {
      id: 'gateway.http.session_key_override_enabled',
      severity: 'info',
      title: 'HTTP callers can choose their session',
      detail: ({ enabled }) =>
        `${enabled.map(({ path }) => path).join(' and ')} ${enabled.length > 1 ? 'are' : 'is'} on. A caller with the gateway credential can send the header x-openclaw-session-key and so write into any session.`,
      remediation:
        'Give the gateway credential only to programs that you trust with every session, or switch the endpoints off.',
      keys: ({ enabled }) => enabled.map(({ key }) => key),
      when: ({ enabled }) => enabled.length > 0,
      docs: {
        summary: 'OpenAI-compatible HTTP endpoints are on; their callers may name any session',
        why: 'There is no narrower right for these endpoints: a caller can read and steer every conversation.',
        triggers: 'gateway.http.endpoints.chatCompletions.enabled or gateway.http.endpoints.responses.enabled is true.',
        mend: 'Give the credential only to programs that you trust with every session, or switch the endpoints off.',
        example: '{ gateway: { http: { endpoints: { responses: { enabled: true } } } } }',
      },
    },
  ],
};
