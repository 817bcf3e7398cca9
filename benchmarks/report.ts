import type { Measured } from './measure.ts';

/** One line of the table: a ratio, a size or a time, the bar it must not pass, and the aim where there is a further one. */
export type Row = {
  readonly label: string;
  readonly value: number;
  /** Left out where a figure is only told. */
  readonly bar?: number;
  readonly aim?: number;
  readonly unit: '×' | 'MiB' | 's';
  readonly costs: readonly Measured[];
};

/** A row of a tree that was made smaller: its time says nothing about the bar, which is for the whole size. */
export const withoutTimeBar = (row: Row): Row => {
  if (row.unit === 'MiB') return row;
  const { bar: _bar, aim: _aim, ...told } = row;
  return told;
};

const verdict = ({ value, bar, aim }: Row): string => {
  if (bar === undefined) return '';
  if (value > bar) return 'FAIL';
  return aim !== undefined && value <= aim ? 'aim met' : 'pass';
};

const number = (value: number, unit: Row['unit']): string => (unit === 'MiB' ? value.toFixed(0) : value.toFixed(2));

const cost = ({ name, wallSeconds, cpuSeconds, peakMiB, count }: Measured): string =>
  `${name}: ${wallSeconds.toFixed(2)} s wall, ${cpuSeconds.toFixed(2)} s CPU, ${peakMiB.toFixed(0)} MiB${count === undefined ? '' : `, count ${count.toLocaleString('en-US')}`}`;

/** The table as Markdown, every figure behind it beneath. */
export const table = (rows: readonly Row[]): string =>
  [
    '| what | value | bar | aim | |',
    '|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.label} | ${number(row.value, row.unit)} ${row.unit} | ${row.bar ?? ''} | ${row.aim ?? ''} | ${verdict(row)} |`,
    ),
    '',
    ...rows.flatMap((row) => [`${row.label}:`, ...row.costs.map((one) => `- ${cost(one)}`), '']),
  ].join('\n');
