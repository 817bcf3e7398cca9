import { randomBytes } from 'node:crypto';

/** A made-up secret of a known form, different every time it is asked for; nothing in this repository looks like one. */
const hex = (length: number): string => randomBytes(length).toString('hex').slice(0, length);

export const openRouterKey = (): string => `sk-${'or-v1'}-${hex(64)}`;
export const deepSeekKey = (): string => `sk-${hex(32)}`;
export const telegramToken = (): string => `12345${'67890'}:${'AA'}${hex(33)}`;
export const gatewayToken = (): string => hex(48);

/** One line of a transcript. */
export const message = (text: string): string =>
  `${JSON.stringify({ type: 'message', message: { role: 'toolResult', content: [{ type: 'text', text }] } })}\n`;
