import type { JsonObject, Origin } from '../audit/context.ts';

type KeyPath = readonly (string | number)[];

/**
 * Remembers, beside the merged config, which file each part comes from. A container read from one file carries its origin;
 * a container made by merging carries the origin of each member. Nothing is stored for plain values.
 */
export class Provenance {
  readonly #containers = new WeakMap<object, Origin>();
  readonly #members = new WeakMap<object, Map<string, Origin>>();

  /** Notes that a container stands at `keyPath` of `file`. */
  place(container: object, origin: Origin): void {
    this.#containers.set(container, origin);
  }

  /** Notes where one member of a merged container comes from. */
  placeMember(container: object, key: string | number, origin: Origin | undefined): void {
    if (origin === undefined) return;
    const members = this.#members.get(container) ?? new Map<string, Origin>();
    members.set(String(key), origin);
    this.#members.set(container, members);
  }

  /** The origin of one member of a container. */
  ofMember(container: object, key: string | number): Origin | undefined {
    const value = (container as JsonObject)[key];
    const own = value !== null && typeof value === 'object' ? this.#containers.get(value) : undefined;
    if (own !== undefined) return own;
    const merged = this.#members.get(container)?.get(String(key));
    if (merged !== undefined) return merged;
    const parent = this.#containers.get(container);
    return parent === undefined ? undefined : { file: parent.file, keyPath: [...parent.keyPath, key] };
  }

  /** Follows a key path from the merged root; undefined when the path is not set. */
  originOf(root: object, keyPath: KeyPath): Origin | undefined {
    let node: unknown = root;
    let origin = this.#containers.get(root);
    for (const key of keyPath) {
      if (node === null || typeof node !== 'object' || !Object.hasOwn(node, key)) return undefined;
      origin = this.ofMember(node, key) ?? origin;
      node = (node as JsonObject)[key];
    }
    return origin;
  }
}
