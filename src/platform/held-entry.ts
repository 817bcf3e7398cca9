import { assertFileName } from './directory-handle.ts';
import { errnoOf } from './errno.ts';
import { nativePath } from './path-bytes.ts';
import {
  assertTightens,
  type ChmodOutcome,
  DONE,
  type ExpectedEntry,
  failed,
  READ,
  readBack,
  refusal,
} from './safe-chmod.ts';
import type { SystemCalls } from './system-calls.ts';

/**
 * An entry of a held directory that is open and is what the plan saw. It stays so until it is let go, whatever happens to its
 * name: what is changed by `tighten` is what was looked at.
 */
export class HeldEntry {
  readonly #calls: SystemCalls;
  readonly #descriptor: number;
  readonly #expected: ExpectedEntry;

  private constructor(calls: SystemCalls, descriptor: number, expected: ExpectedEntry) {
    this.#calls = calls;
    this.#descriptor = descriptor;
    this.#expected = expected;
  }

  /**
   * Opens an entry and compares. Gives why it is not what the plan saw, or undefined where it may not be opened for reading:
   * `tighten` knows another way.
   */
  static hold(
    calls: SystemCalls,
    directory: number,
    name: string,
    expected: ExpectedEntry,
  ): HeldEntry | ChmodOutcome | undefined {
    assertFileName(name);
    let held: HeldEntry | undefined;
    try {
      held = new HeldEntry(calls, calls.openAt(directory, nativePath(name), READ), expected);
      const reason = refusal(calls.statusOf(held.#descriptor), expected);
      if (reason === undefined) return held;
      held.release();
      return { status: 'skipped', reason };
    } catch (error) {
      held?.release();
      const code = errnoOf(error);
      return code === 'ENOENT' || code === 'ELOOP' ? failed(error) : undefined;
    }
  }

  /** True when it has an access list beyond its mode. Throws the system's error. */
  hasAccessList(): boolean {
    return this.#calls.hasAccessList(this.#descriptor);
  }

  /** Takes bits away; with `verify` the mode is read back. Throws an Error for a mode that would add one: a bug of ours. */
  tighten(mode: number, verify: boolean): ChmodOutcome {
    assertTightens(this.#expected, mode);
    try {
      this.#calls.changeMode(this.#descriptor, mode);
    } catch (error) {
      return failed(error);
    }
    return verify ? readBack(() => this.#calls.statusOf(this.#descriptor).mode, this.#expected, mode) : DONE;
  }

  release(): void {
    this.#calls.close(this.#descriptor);
  }
}
