/**
 * What a store needs of whatever holds its files: types only.
 *
 * @module
 */

/**
 * Files in folders, one folder for each export. Troubles are thrown as the system's own errors.
 */
export interface Files {
  /** Every export's folder. */
  folders(): Promise<readonly string[]>;
  /** The names of a folder's files; none where there is no such folder. */
  names(folder: string): Promise<readonly string[]>;
  /** A whole file, or `undefined` where there is none. The bytes are the caller's own. */
  read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Replaces a file: all of it survives a crash once this resolves; a crash before leaves the old one. */
  write(folder: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Removes a file, if there is one. */
  remove(folder: string, name: string): Promise<void>;
  /** Removes a folder and what is in it. */
  removeFolder(folder: string): Promise<void>;
  /**
   * Makes the folder if need be and takes its lock, which ends with the process at the latest.
   *
   * @returns What gives it back; `undefined` while somebody else has it.
   */
  lock(folder: string): Promise<(() => void) | undefined>;
}
