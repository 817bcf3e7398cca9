import type { Stats } from 'node:fs';
import { constants } from 'node:os';
import { getSystemErrorName } from 'node:util';
import type { LibraryHandle } from 'koffi';

/** What lstat tells of an entry and an audit asks for; sizes in bytes. */
export type EntryStatus = Readonly<Pick<Stats, 'mode' | 'size' | 'uid' | 'nlink' | 'ino' | 'dev'>>;

/** More than any name has (NAME_MAX, limits.h), with its end; `Buffer.write` leaves out a character that does not fit. */
const NAME_BYTES = 4096;
const LONGEST_NAME_BYTES = NAME_BYTES - 4;
/** Entries come in pieces of this size: some thousands of them. */
const LISTING_BYTES = 256 * 1024;

// statx(2) and linux/stat.h: the structure is the same on every Linux.
const STATX_BYTES = 256;
const STATX_BASIC_STATS = 0x7ff;
const AT_SYMLINK_NOFOLLOW = 0x100;
const AT_NO_AUTOMOUNT = 0x800;
const AT_EMPTY_PATH = 0x1000;
/** open(2); Node sets it by itself and has no constant for it. */
const O_CLOEXEC = 0o2000000;

const { EBADF, ENOENT, ENODATA, ENOTSUP, ENAMETOOLONG } = constants.errno;

/** The kernel's answer to statx(2), read where it lies. */
class StatxBuffer implements EntryStatus {
  readonly bytes = new ArrayBuffer(STATX_BYTES);
  readonly #halves = new Uint16Array(this.bytes);
  readonly #words = new Uint32Array(this.bytes);

  #word(at: number): number {
    return this.#words[at / 4] as number;
  }

  #long(at: number): number {
    return this.#word(at) + this.#word(at + 4) * 2 ** 32;
  }

  get nlink(): number {
    return this.#word(0x10);
  }
  get uid(): number {
    return this.#word(0x14);
  }
  get mode(): number {
    return this.#halves[0x1c / 2] as number;
  }
  get ino(): number {
    return this.#long(0x20);
  }
  get size(): number {
    return this.#long(0x28);
  }
  /** Major and minor number in one, as in stat(2): makedev(3). */
  get dev(): number {
    const major = this.#word(0x88);
    const minor = this.#word(0x8c);
    return (
      (major - (major & 0xfff)) * 2 ** 32 +
      (major & 0xfff) * 2 ** 8 +
      (minor - (minor & 0xff)) * 2 ** 12 +
      (minor & 0xff)
    );
  }
}

/** The system's error as Node's own functions throw it. */
const systemError = (call: string, errno: number): Error => {
  const code = getSystemErrorName(-errno);
  return Object.assign(new Error(`${code}: ${call}`), { code, errno: -errno, syscall: call });
};

// linux/xattr.h and posix_acl_xattr.h: four bytes of version, then eight for each entry. Owner, group and others stand in every list.
const ACCESS_LIST = 'system.posix_acl_access';
const ACL_HEADER_BYTES = 4;
const ACL_ENTRY_BYTES = 8;
const PLAIN_ACL_BYTES = ACL_HEADER_BYTES + 3 * ACL_ENTRY_BYTES;

/**
 * Linux system calls on descriptors that Node has no function for, or an expensive one: it looks at an entry by path only, and
 * makes an object of each. Every method throws the system's error, with its `code`, as Node does. One instance a thread: it
 * has one buffer for answers.
 */
export class SystemCalls {
  readonly #errno: () => number;
  readonly #statx: (directory: number, name: number, flags: number, mask: number, answer: number) => number;
  readonly #getdents64: (directory: number, answer: number, size: number) => number;
  readonly #openat: (directory: number, name: number, flags: number) => number;
  readonly #fchmod: (descriptor: number, mode: number) => number;
  readonly #fgetxattr: (descriptor: number, name: string, answer: number, size: number) => number;
  readonly #close: (descriptor: number) => number;

  readonly #name = Buffer.from(new ArrayBuffer(NAME_BYTES));
  readonly #nameAt: number;
  readonly #status = new StatxBuffer();
  readonly #statusAt: number;
  /** What `readEntries` filled: records as in getdents64(2). It holds until the next call, for whatever directory. */
  readonly listing = Buffer.from(new ArrayBuffer(LISTING_BYTES));
  readonly #listingAt: number;

  /** Throws where the C library lacks one of the functions. */
  constructor(libc: LibraryHandle, addressOf: (bytes: ArrayBuffer) => number, errno: () => number) {
    this.#errno = errno;
    this.#statx = libc.func('statx', 'int', ['int', 'uintptr_t', 'int', 'uint32_t', 'uintptr_t']);
    this.#getdents64 = libc.func('getdents64', 'intptr_t', ['int', 'uintptr_t', 'uintptr_t']);
    this.#openat = libc.func('openat', 'int', ['int', 'uintptr_t', 'int']);
    this.#fchmod = libc.func('fchmod', 'int', ['int', 'uint32_t']);
    this.#fgetxattr = libc.func('fgetxattr', 'intptr_t', ['int', 'str', 'uintptr_t', 'uintptr_t']);
    this.#close = libc.func('close', 'int', ['int']);
    this.#nameAt = addressOf(this.#name.buffer);
    this.#statusAt = addressOf(this.#status.bytes);
    this.#listingAt = addressOf(this.listing.buffer);
  }

  /** An entry of a held directory, links not followed; undefined when it is gone. The answer holds until the next call. */
  statusAt(directory: number, name: string | Buffer): EntryStatus | undefined {
    return this.#statusOfName(directory, this.#put(name));
  }

  /** The same for the name that starts `at` bytes into `listing`: it need not be written down again. */
  statusListed(directory: number, at: number): EntryStatus | undefined {
    return this.#statusOfName(directory, this.#listingAt + at);
  }

  /** What a descriptor leads to. The answer holds until the next call. */
  statusOf(descriptor: number): EntryStatus {
    this.#check('statx', this.#statx(descriptor, this.#put(''), AT_EMPTY_PATH, STATX_BASIC_STATS, this.#statusAt));
    return this.#status;
  }

  /** Reads the next entries of a held directory into `listing`. Gives the bytes it filled; 0 at the end. */
  readEntries(directory: number): number {
    return this.#check('getdents64', this.#getdents64(directory, this.#listingAt, LISTING_BYTES));
  }

  /** Opens an entry of a held directory. */
  openAt(directory: number, name: string | Buffer, flags: number): number {
    return this.#check('openat', this.#openat(directory, this.#put(name), flags | O_CLOEXEC));
  }

  changeMode(descriptor: number, mode: number): void {
    this.#check('fchmod', this.#fchmod(descriptor, mode));
  }

  /** True when an open file has an access control list beyond its mode (acl(5)). */
  hasAccessList(descriptor: number): boolean {
    const bytes = this.#fgetxattr(descriptor, ACCESS_LIST, 0, 0);
    if (bytes >= 0) return bytes > PLAIN_ACL_BYTES;
    const errno = this.#errno();
    if (errno === ENODATA || errno === ENOTSUP) return false;
    throw systemError('fgetxattr', errno);
  }

  /**
   * Closes a descriptor, which is gone whatever the system says of what was written through it (close(2)): nothing was, and
   * to close it again would be to close somebody else's. Throws only for one that is none: a bug of ours.
   */
  close(descriptor: number): void {
    if (this.#close(descriptor) === 0) return;
    const errno = this.#errno();
    if (errno === EBADF) throw systemError('close', errno);
  }

  #statusOfName(directory: number, name: number): EntryStatus | undefined {
    const flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT;
    const result = this.#statx(directory, name, flags, STATX_BASIC_STATS, this.#statusAt);
    if (result === 0) return this.#status;
    const errno = this.#errno();
    if (errno === ENOENT) return undefined;
    throw systemError('statx', errno);
  }

  /** Writes a name where the system reads it. */
  #put(name: string | Buffer): number {
    const size = typeof name === 'string' ? this.#name.write(name) : name.copy(this.#name);
    if (size >= LONGEST_NAME_BYTES) throw systemError('path', ENAMETOOLONG);
    this.#name[size] = 0;
    return this.#nameAt;
  }

  #check(call: string, result: number): number {
    if (result < 0) throw systemError(call, this.#errno());
    return result;
  }
}
