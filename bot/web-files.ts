import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Request } from 'restify';
import { projectPath } from '../knowledge';
import type { HttpAnswer } from './http';

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

interface WebFile {
  contentType: string;
  etag: string;
  plain: Buffer;
  gzip: Buffer;
  brotli: Buffer;
}

function load(file: string): WebFile {
  const plain = readFileSync(file);
  return {
    contentType: contentTypes[path.extname(file)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    gzip: gzipSync(plain),
    brotli: brotliCompressSync(plain),
  };
}

/** The smaller of our two that the browser takes: `br;q=0` says that it does not. */
function acceptedEncoding(header: string): 'br' | 'gzip' | undefined {
  const taken = header
    .split(',')
    .map((part) => part.replaceAll(/\s/g, '').toLowerCase())
    .flatMap((part) => (/;q=0(\.0*)?$/.test(part) ? [] : part.replace(/;.*/, '')));
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding));
}

const loaded = new Map<string, WebFile>();

/**
 * Serves a file of ours, compressed once and kept. Browsers ask each time whether it has changed, so a new version reaches them at once.
 * @param file an absolute path that we chose, never one out of a request
 */
export function webFile(request: Request, file: string): HttpAnswer {
  const known = loaded.get(file) ?? load(file);
  loaded.set(file, known);
  const headers = {
    ETag: known.etag,
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
    // Pages of other sites load the widget; modules only where this is said, and isolated pages nothing without the second.
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
  if (request.headers['if-none-match'] === known.etag) return { status: 304, headers };
  const encoding = acceptedEncoding(String(request.headers['accept-encoding'] ?? ''));
  return {
    status: 200,
    text: encoding === 'br' ? known.brotli : encoding === 'gzip' ? known.gzip : known.plain,
    headers: { ...headers, 'Content-Type': known.contentType, ...(encoding ? { 'Content-Encoding': encoding } : {}) },
  };
}

/** Where the bundle for browsers lies (made by the build). */
export const bundlePath = (name: string): string => projectPath('dist', 'web', name);
export const assetPath = (name: string): string => projectPath('bot', 'web', 'assets', name);
