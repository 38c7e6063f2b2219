import { readFile } from 'node:fs/promises';
import { TimescaleError } from '../failure.js';

/** What a file is called in messages; `-` is the standard input. */
export const fileName = (path: string): string => (path === '-' ? 'standard input' : path);

/** The text of a file, or of the standard input for `-`. */
export async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw unreadable(path, 'it is written in UTF-16; save it as UTF-8');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw unreadable(path, 'it is not text in UTF-8; save it as UTF-8');
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    if (path !== '-') return await readFile(path);
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  } catch (error) {
    throw unreadable(path, reasonOf(error));
  }
}

export function unreadable(path: string, reason: string): TimescaleError {
  return new TimescaleError(
    'FILE_UNREADABLE',
    fileName(path),
    path,
    `${fileName(path)} cannot be read: ${reason}.`,
  );
}

/** The system's own words are for programmers. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file; check the name and the folder';
    case 'EISDIR':
      return 'it is a folder; name a file';
    case 'ENOTDIR':
      return 'it is a file; name a folder';
    case 'EACCES':
    case 'EPERM':
      return 'you have no permission to read it';
    default:
      return code ?? String(error);
  }
}
