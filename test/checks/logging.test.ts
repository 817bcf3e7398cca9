import { logging } from '../../src/checks/logging.ts';
import { checkTable } from '../helpers/check-table.ts';

const redact = (redactSensitive: unknown) => ({ config: { logging: { redactSensitive } } });

checkTable(logging, [
  ['off', redact('off'), ['logging.redact_off warn']],
  ['tools', redact('tools'), []],
  ['false is a wrong type, not off', redact(false), []],
  ['unset', {}, []],
]);
