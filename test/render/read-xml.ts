/** An element of an XML document: as much as JUnit files need. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML 1.0, 2.2: what a document may hold at all. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const decode = (raw: string): string => {
  if (raw.includes('<')) throw new Error(`a bare < in ${JSON.stringify(raw)}`);
  return raw.replace(/&([^;]*);?/g, (reference, name: string) => {
    const value = ENTITIES[name];
    if (value === undefined || !reference.endsWith(';')) throw new Error(`a bare & in ${JSON.stringify(raw)}`);
    return value;
  });
};

const TOKEN = /<\?xml[^?]*\?>|<(\/?)([a-zA-Z][\w.-]*)((?:\s+[\w.-]+="[^"]*")*)\s*(\/?)>|([^<]+)/suy;

/** Reads a document strictly: throws for anything that is not well-formed or that our reports never hold. */
export const readXml = (document: string): XmlElement => {
  if (FORBIDDEN.test(document)) throw new Error('a character that XML forbids');
  type Open = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string };
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < document.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(document);
    if (token === null) throw new Error(`no XML at ${JSON.stringify(document.slice(at, at + 40))}`);
    const [, closing, name, attributes = '', empty, text] = token;
    const parent = open.at(-1) as Open;
    if (text !== undefined) parent.text += decode(text);
    else if (name === undefined) continue;
    else if (closing === '/') {
      if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`);
      open.pop();
    } else {
      const pairs = [...attributes.matchAll(/([\w.-]+)="([^"]*)"/g)].map(
        ([, key = '', value = '']) => [key, decode(value)] as const,
      );
      if (new Set(pairs.map(([key]) => key)).size !== pairs.length) throw new Error(`an attribute twice in <${name}>`);
      const element: Open = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      parent.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  const [first] = root.children;
  if (open.length !== 1 || first === undefined || root.children.length !== 1) throw new Error('not one whole document');
  return first;
};
