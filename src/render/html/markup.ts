import { toVisible } from '../sanitize.ts';

/** HTML that this renderer wrote itself. Only `html` makes it, and it escapes everything that is not Markup already. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Markup | readonly Markup[] | undefined;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const textOf = (value: Value): string => {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return toVisible(String(value)).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
};

/**
 * A template of HTML: what stands in it is markup, what is put into it is text, made visible and escaped for element content
 * and quoted attributes alike. Undefined puts in nothing.
 */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Markup =>
  new Markup(strings.map((string, i) => string + textOf(values[i])).join(''));
