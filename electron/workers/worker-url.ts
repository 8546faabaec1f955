export type WorkerName = 'data' | 'engine' | 'import' | 'solver'

/**
 * Where a worker's file lies, seen from the file this code was loaded from: the TypeScript source beside it, or, in a
 * bundle (`dist/<host>/<file>.js`), `dist/workers/<name>.worker.js`. A packed application keeps its workers outside
 * app.asar, because a thread loads its file and its native module from a real file system.
 */
export function workerUrl(name: WorkerName, self: string = import.meta.url): URL {
  if (self.endsWith('.ts')) return new URL(`./${name}.worker.ts`, self)
  const url = new URL(`../workers/${name}.worker.js`, self)
  url.pathname = url.pathname.replace(/\/app\.asar\//, '/app.asar.unpacked/')
  return url
}
