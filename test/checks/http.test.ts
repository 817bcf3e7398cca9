import test from 'ava';
import { http } from '../../src/checks/http.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';

const endpoints = (chatCompletions: unknown, responses: unknown) => ({
  config: {
    gateway: {
      http: { endpoints: { chatCompletions: { enabled: chatCompletions }, responses: { enabled: responses } } },
    },
  },
});
const FOUND = ['gateway.http.session_key_override_enabled info'];

checkTable(http, [
  ['one endpoint', endpoints(true, undefined), FOUND],
  ['the other', endpoints(false, true), FOUND],
  ['none', endpoints(false, 'true'), []],
  ['unset', {}, []],
]);

test('the endpoints are named in a fixed order', async (t) => {
  const [finding] = await findingsOf(http, endpoints(true, true));
  t.regex(finding?.detail ?? '', /\/v1\/chat\/completions and \/v1\/responses are on.*x-openclaw-session-key/);
});
